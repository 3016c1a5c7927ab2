// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables that get their value in stages behind the declaration. Each stretch between barriers may work such a
// value out again, but must not see a stage that is still to come, nor take one twice.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

constexpr int SIZE = 64;
#define HALF_OF(x) (x) / 2
#define TWICE 2 *

__device__ void raise(int &value) { value += 100; }

__global__ void clamped(const int *in, int *out, int last, float scale) {
  __shared__ int row[SIZE];
  int t = threadIdx.x;
  float factor;
  int west = t - 1, east = t + 1;
  factor = 8 / scale;
  row[t] = in[t];
  west = west < 0 ? 0 : west;
  if (east > last)
    east = last;
  __syncthreads();
  out[t] = row[west] * factor + row[east];
}

__global__ void stagesInTwoRegions(const int *in, int *out) {
  __shared__ int row[SIZE];
  int t = threadIdx.x;
  int place = t;
  row[place] = in[t];
  __syncthreads();
  row[SIZE - 1 - place] += 1; // place is still t
  __syncthreads();
  place = place ^ 5;
  __syncthreads();
  out[t] = row[place];
}

__global__ void valuesBetweenStages(const int *in, int *out) {
  __shared__ int row[SIZE];
  int before;
  int t = threadIdx.x;
  int place = t / 2;
  before = place; // not the last value of place
  place += 3;
  if (place > 20) {
    place -= 20;
  } else if (place > 10)
    place = TWICE place - HALF_OF(t);
  row[t] = in[t];
  __syncthreads();
  out[t] = row[before] * 1000 + row[place];
}

__global__ void inRounds(const int *in, int *out, int n) {
  __shared__ int row[SIZE];
  int t = threadIdx.x, sum = 0, rounds;
  rounds = n / 2;
  if (rounds > 6)
    rounds = 6;
  for (int r = 0; r < rounds; ++r) {
    int shift;
    shift = r * 2;
    if (shift > 5)
      shift -= 5;
    else
      shift += 1;
    row[t] = in[t] + shift;
    __syncthreads();
    sum += row[(t + shift) % SIZE];
    __syncthreads();
  }
  out[t] = sum;
}

// Changed by more than its stages: through a reference, by a lambda, behind a label.
__global__ void otherwise(const int *in, int *out, int which) {
  __shared__ int row[SIZE];
  int t = threadIdx.x;
  int called, captured, chosen = 1;
  called = t;
  captured = t;
  raise(called);
  auto change = [&] { captured += 7; };
  change();
  switch (which) {
    int inside;
  case 0:
    inside = 4;
    chosen = inside;
    break;
  default:
    inside = 9;
    chosen = inside + which;
  }
  row[t] = in[t];
  __syncthreads();
  out[t] = row[(t + chosen) % SIZE] + called * 10 + captured;
}

static int element(int at) { return at * 7 % 31 + 1; }

int main() {
  int *in = managed<int>(SIZE), *out = managed<int>(SIZE);
  for (int t = 0; t < SIZE; ++t)
    in[t] = element(t);

  clamped<<<1, SIZE>>>(in, out, 50, 2.0f);
  LAUNCH_OK();
  for (int t = 0; t < SIZE; ++t)
    EXPECT(out[t] == element(t ? t - 1 : 0) * 4 + element(t < 50 ? t + 1 : 50));

  stagesInTwoRegions<<<1, SIZE>>>(in, out);
  LAUNCH_OK();
  for (int t = 0; t < SIZE; ++t)
    EXPECT(out[t] == element(t ^ 5) + 1);

  valuesBetweenStages<<<1, SIZE>>>(in, out);
  LAUNCH_OK();
  for (int t = 0; t < SIZE; ++t) {
    int place = t / 2 + 3;
    place = place > 20 ? place - 20 : place > 10 ? 2 * place - t / 2 : place;
    EXPECT(out[t] == element(t / 2) * 1000 + element(place));
  }

  for (int n : {0, 7, 40}) {
    inRounds<<<1, SIZE>>>(in, out, n);
    LAUNCH_OK();
    for (int t = 0; t < SIZE; ++t) {
      int sum = 0;
      for (int r = 0; r < n / 2 && r < 6; ++r) {
        int shift = r * 2 > 5 ? r * 2 - 5 : r * 2 + 1;
        sum += element((t + shift) % SIZE) + shift;
      }
      EXPECT(out[t] == sum);
    }
  }

  for (int which : {0, 2}) {
    otherwise<<<1, SIZE>>>(in, out, which);
    LAUNCH_OK();
    int chosen = which ? 9 + which : 4;
    for (int t = 0; t < SIZE; ++t)
      EXPECT(out[t] == element((t + chosen) % SIZE) + (t + 100) * 10 + t + 7);
  }
  return finish();
}
