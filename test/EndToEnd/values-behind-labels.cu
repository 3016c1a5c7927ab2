// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a case of a switch assigns is not what the next label finds, if nothing falls through.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

// The same for all threads behind a vote, but not at the other label.
__device__ int neighbours(int *tile, int t, int value) {
  tile[t] = value;
  __syncthreads();
  int result = tile[t ^ 1];
  __syncthreads();
  return result;
}
__global__ void votes(int *out, int kind) {
  __shared__ int tile[64];
  int t = threadIdx.x, sum = 3 * t;
  for (int round = 0; round < 2; ++round) {
    switch (kind + round) {
    case 0: {
      sum = __syncthreads_count(t < 10);
      break;
    }
    case 1: {
      sum = neighbours(tile, t, sum);
      break;
    }
    }
  }
  out[t] = sum;
}

// Read in one case, and assigned in the case before it.
__global__ void assigns(int *out, const int *kinds) {
  int t = threadIdx.x, a = 3 * t, b = t;
  __syncthreads();
  switch (kinds[t]) {
  case 0:
    b = 0;
    a = 5;
    break;
  case 1:
    b = 7;
    b += a;
  }
  a = 1;
  __syncthreads();
  out[t] = a + b;
}

int main() {
  int *out = managed<int>(64), *kinds = managed<int>(64);
  for (int kind = 0; kind < 3; ++kind) {
    votes<<<1, 64>>>(out, kind);
    LAUNCH_OK();
    for (int t = 0; t < 64; ++t)
      EXPECT(out[t] == (kind == 0 ? 10 : kind == 1 ? 3 * (t ^ 1) : 3 * t));
  }
  for (int t = 0; t < 64; ++t)
    kinds[t] = t % 3;
  assigns<<<1, 64>>>(out, kinds);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == 1 + (t % 3 == 0 ? 0 : t % 3 == 1 ? 7 + 3 * t : t));
  return finish();
}
