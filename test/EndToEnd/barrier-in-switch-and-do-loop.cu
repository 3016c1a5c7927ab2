// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers in the cases of a switch, one falling into the next or into a continue, and in a do loop with a count of its own
// per warp.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void run(int *out, int kind) {
  __shared__ int tile[64];
  int t = threadIdx.x, sum = 0;
  tile[t] = t;
  switch (kind) {
  case 0:
    tile[t] += 100;
    __syncthreads();
    sum += tile[63 - t];
    __syncthreads();
  case 1:
    tile[t] *= 2;
    __syncthreads();
    sum += tile[t ^ 1];
    break;
  default:
    sum = -1;
  }
  __syncthreads();
  int step = 0;
  do {
    tile[t] = sum;
    __syncwarp();
    sum += tile[t ^ 3];
    __syncwarp();
  } while (++step <= t / 32);
  out[t] = sum;
}

__global__ void vote(int *out, int rounds) {
  int sum = threadIdx.x, own = sum;
  for (int round = 0; round < rounds; ++round) {
    switch (round % 3) {
    case 0: {
      sum = __syncthreads_count(own % 4 == 0); // read after the loop alone
    }
    default: {
      continue;
    }
    case 1:
      break;
    }
    sum = __shfl_xor_sync(0xffffffff, own, 3);
  }
  out[threadIdx.x] = sum;
}

int main() {
  int *out = managed<int>(64);
  for (int kind = 0; kind < 3; ++kind) {
    run<<<1, 64>>>(out, kind);
    LAUNCH_OK();
    int sum[64], next[64];
    for (int t = 0; t < 64; ++t)
      sum[t] = kind == 0 ? 63 - t + 100 + 2 * ((t ^ 1) + 100) : kind == 1 ? 2 * (t ^ 1) : -1;
    for (int step = 0; step < 2; ++step) {
      for (int t = 0; t < 64; ++t)
        next[t] = sum[t] + (step <= t / 32 ? sum[t ^ 3] : 0);
      for (int t = 0; t < 64; ++t)
        sum[t] = next[t];
    }
    for (int t = 0; t < 64; ++t)
      EXPECT(out[t] == sum[t]);
  }
  for (int rounds = 0; rounds < 4; ++rounds) {
    vote<<<1, 64>>>(out, rounds);
    LAUNCH_OK();
    for (int t = 0; t < 64; ++t)
      EXPECT(out[t] == (rounds == 0 ? t : rounds == 1 ? 16 : (t ^ 3)));
  }
  return finish();
}
