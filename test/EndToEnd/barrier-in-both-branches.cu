// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads of one block wait at different barriers of an if and its else, and meet all the same.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(int *out) {
  __shared__ int left[32], right[32];
  int t = threadIdx.x;
  if (t < 32) {
    left[t] = t * 2;
    __syncthreads();
    out[t] = right[31 - t];
  } else {
    right[t - 32] = t * 3;
    __syncthreads();
    out[t] = left[t - 32];
  }
}

int main() {
  int *out = managed<int>(64);
  run<<<2, 64>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == (t < 32 ? (31 - t + 32) * 3 : (t - 32) * 2));
  return finish();
}
