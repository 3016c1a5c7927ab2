// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables of every kind that threads keep from one side of a barrier to the other.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
struct Pair {
  int a;
  double b;
};
__global__ void run(int *out, int first) {
  __shared__ int tile[33];
  int t = threadIdx.x, bit = 1 << (t % 8);
  const int *row = tile + 1;
  int(*matrix)[11] = (int(*)[11])tile;
  Pair pair = {t, t * 0.5};
  int own[3] = {t, 2 * t, 3 * t};
  unsigned char small = t;
  first += t;
  tile[t] = first;
  __syncthreads();
  int other = row[(t + 4) % 32];
  own[t % 3] += other;
  pair.a += tile[0];
  small += 200;
  int picked = matrix[0][t % 11];
  __syncthreads();
  tile[32 - t] = picked;
  __syncthreads();
  int i;
  for (i = 0; i < 3; i++) {
    own[i] += bit;
    __syncthreads();
  }
  for (i = t; i < 40; i++)
    other++;
  __syncthreads();
  out[t] = own[0] + own[1] + own[2] + pair.a + (int)(2 * pair.b) + small + other + i + first + tile[32 - t];
}

int main() {
  int *out = managed<int>(32);
  run<<<1, 32>>>(out, 7);
  LAUNCH_OK();
  for (int t = 0; t < 32; ++t) {
    if ((t + 4) % 32 == 31)
      continue; // reads the one element that nothing was put into
    int other = 7 + (t + 4) % 32 + 1, bit = 1 << (t % 8), small = (t + 200) % 256;
    int expected = 6 * t + other + 3 * bit + t + 7 + t + small + other + 40 - t + 40 + 7 + t + 7 + t % 11;
    EXPECT(out[t] == expected);
  }
  return finish();
}
