// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cases in braces that end in a break, some with barriers and some without: all threads leave together.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %inspect --print=plan %s -- -I%S/Inputs | grep "kernel 'choose' .*: regions"
#include "check.h"

__global__ void choose(int *out, int which, int again) {
  __shared__ int tile[64];
  const int t = threadIdx.x;
  int own = t * which;
  for (int round = 0; round < again; ++round) {
    switch ((which + round) % 3) {
    case 0: {
      const int half = own / 2;
      own = half + 3;
      break;
    }
    case 1: {
      tile[t] = own;
      __syncthreads();
      own += tile[63 - t];
      __syncthreads();
      break;
    }
    default: {
      if (round > 2) {
        own -= t;
        break;
      }
      own ^= t;
    }
    }
  }
  out[t] = own;
}

int main() {
  int *out = managed<int>(64), own[64], old[64];
  for (int which = 0; which < 4; ++which) {
    for (int t = 0; t < 64; ++t)
      own[t] = t * which;
    for (int round = 0; round < 5; ++round) {
      for (int t = 0; t < 64; ++t)
        old[t] = own[t];
      for (int t = 0; t < 64; ++t) {
        const int pick = (which + round) % 3;
        own[t] = pick == 0   ? old[t] / 2 + 3
                 : pick == 1 ? old[t] + old[63 - t]
                 : round > 2 ? old[t] - t
                             : old[t] ^ t;
      }
    }
    choose<<<1, 64>>>(out, which, 5);
    LAUNCH_OK();
    for (int t = 0; t < 64; ++t)
      EXPECT(out[t] == own[t]);
  }
  return finish();
}
