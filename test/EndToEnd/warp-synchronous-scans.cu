// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes read what lower lanes, or lanes across, have written in the statement before, with no barrier between: a scan, some of
// it by macros, a ring, sums without volatile, and groups of elements that each belong to a lane between copies of all.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

#define ADD_LOWER(distance) if (lane >= distance) values[t] += values[t - distance]
__global__ void scan(const int *in, int *out) {
  __shared__ volatile int values[96];
  const int t = threadIdx.x, lane = t & 31;
  values[t] = in[blockIdx.x * 96 + t];
  if (lane >= 1)
    values[t] += values[t - 1];
  if (lane >= 2) {
    int lower = values[t - 2];
    values[t] = lower + values[t];
  }
  ADD_LOWER(4);
  ADD_LOWER(8);
  ADD_LOWER(16);
  out[blockIdx.x * 96 + t] = values[t];
}

__global__ void rotate(const int *in, int *out) {
  __shared__ volatile int ring[32];
  const int t = threadIdx.x;
  ring[t] = in[t];
  for (int i = 0; i < 5; ++i)
    ring[t] = ring[(t + 31) % 32] + i;
  out[t] = ring[t];
}

// Memory that is not volatile, and an object of a class.
struct Pair {
  int a, b;
  __device__ Pair &operator+=(const Pair &other) { return a += other.a, b += other.b, *this; }
};
__global__ void butterfly(const int *in, int *out) {
  __shared__ Pair pairs[32];
  const int t = threadIdx.x;
  pairs[t].a = in[t];
  pairs[t].b = 1;
  for (int i = 16; i > 0; i >>= 1)
    pairs[t] += pairs[t ^ i];
  out[t] = pairs[t].a + 1000 * pairs[t].b;
}

// Every lane reads the pivot, which its own lane overwrites.
__global__ void divide(const int *in, int *out) {
  __shared__ float row[32];
  const int t = threadIdx.x;
  row[t] = in[t] + 1;
  __syncthreads();
  const int pivot = in[5] % 32;
  row[t] = row[t] / row[pivot];
  out[t] = row[t] * 1000;
}

// Lanes take groups of three, some of which know their neighbours', between copies of a row in which they are side by side.
__global__ void groups(const int *in, int *out, int rounds) {
  extern __shared__ int all[];
  int *row = all + blockDim.x;
  const int t = threadIdx.x, n = blockDim.x;
  for (int i = 0; i < rounds; ++i) {
    int m = t;
    row[m] = in[i * 3 * n + m];
    m += n;
    row[m] = in[i * 3 * n + m];
    m += n;
    row[m] = in[i * 3 * n + m];
    __syncthreads();
    all[t] = row[t * 3];
    __syncthreads();
    if (t >= 1 && t < n - 1) {
      row[t * 3 + 1] += 1000 * all[t - 1];
      for (int k = 0; k < 3; ++k)
        if (t % 2 == 0)
          row[t * 3 + k] += row[t * 3 + 2] % 10;
    }
    m = t;
    out[i * 3 * n + m] = row[m];
    m += n;
    out[i * 3 * n + m] = row[m];
    m += n;
    out[i * 3 * n + m] = row[m];
  }
}

int main() {
  const int n = 1024;
  int *in = managed<int>(n), *out = managed<int>(n);
  for (int i = 0; i < n; ++i)
    in[i] = i * 7919 % 103;
  scan<<<10, 96>>>(in, out);
  LAUNCH_OK();
  for (int i = 0, sum = 0; i < 960; ++i) {
    sum = i % 32 == 0 ? in[i] : sum + in[i];
    EXPECT(out[i] == sum);
  }
  rotate<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == in[(i + 27) % 32] + 0 + 1 + 2 + 3 + 4);

  int sum = 0;
  for (int i = 0; i < 32; ++i)
    sum += in[i];
  butterfly<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == sum + 32000);
  divide<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == (int)((in[i] + 1.0f) / (in[in[5] % 32] + 1.0f) * 1000));

  const int lanes = 32, rounds = 7;
  groups<<<1, lanes, 4 * lanes * sizeof(int)>>>(in, out, rounds);
  LAUNCH_OK();
  for (int i = 0; i < rounds; ++i)
    for (int t = 0; t < lanes; ++t) {
      const int *from = in + (i * lanes + t) * 3, *to = out + (i * lanes + t) * 3;
      int group[] = {from[0], from[1], from[2]};
      if (t >= 1 && t < lanes - 1) {
        group[1] += 1000 * from[-3];
        for (int k = 0; k < 3; ++k)
          if (t % 2 == 0)
            group[k] += group[2] % 10;
      }
      EXPECT(to[0] == group[0] && to[1] == group[1] && to[2] == group[2]);
    }
  return finish();
}
