// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A switch over a value that all threads have alike but that only threads can compute; some threads have returned.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %inspect --print=plan %s -- -I%S/Inputs | grep "kernel 'choose' .*: regions"
#include "check.h"

__global__ void choose(const int *plan, int *out, int steps) {
  __shared__ int tile[64];
  int t = threadIdx.x, own = t, step = 0, pick = plan[0];
  if (t == 0)
    return;
  while (step < steps) {
    switch (pick) {
    case 0:
      tile[t] = own;
      __syncthreads();
      own = tile[t ^ 1 ? t ^ 1 : 1];
      break;
    case 1:
      own += 3;
    default:
      tile[t] = own * 2;
      __syncthreads();
      own = tile[65 - t > 63 ? t : 65 - t > 1 ? 65 - t : 1];
    }
    __syncthreads();
    pick = plan[++step];
  }
  out[t] = own;
}

int main() {
  int *plan = managed<int>(6), *out = managed<int>(64), own[64], tile[64];
  for (int i = 0; i < 6; ++i)
    plan[i] = i * 2 % 3;
  for (int t = 0; t < 64; ++t)
    own[t] = t;
  for (int step = 0; step < 5; ++step) {
    for (int t = 1; t < 64; ++t) {
      own[t] += plan[step] == 1 ? 3 : 0;
      tile[t] = plan[step] == 0 ? own[t] : own[t] * 2;
    }
    for (int t = 1; t < 64; ++t)
      own[t] = tile[plan[step] == 0 ? (t == 1 ? 1 : t ^ 1) : t == 1 ? 1 : 65 - t];
  }
  choose<<<1, 64>>>(plan, out, 5);
  LAUNCH_OK();
  for (int t = 1; t < 64; ++t)
    EXPECT(out[t] == own[t]);
  return finish();
}
