// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers in the inner of two loops, whose count the block index decides, with continue and break.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(int *out) {
  __shared__ int ring[2][16];
  int t = threadIdx.x, sum = 0;
  for (int outer = 0; outer <= (int)blockIdx.x; ++outer) {
    if (outer == 2)
      continue;
    for (int inner = 0; inner < 3; ++inner) {
      ring[inner % 2][t] = outer * 100 + inner * 10 + t;
      __syncthreads();
      sum += ring[inner % 2][(t + 1) % 16];
      __syncthreads();
      if (outer == 3 && inner == 1)
        break;
    }
  }
  out[blockIdx.x * 16 + t] = sum;
}

int main() {
  int *out = managed<int>(80);
  run<<<5, 16>>>(out);
  LAUNCH_OK();
  for (int b = 0; b < 5; ++b)
    for (int t = 0; t < 16; ++t) {
      int sum = 0;
      for (int outer = 0; outer <= b; ++outer)
        for (int inner = 0; inner < (outer == 2 ? 0 : outer == 3 ? 2 : 3); ++inner)
          sum += outer * 100 + inner * 10 + (t + 1) % 16;
      EXPECT(out[b * 16 + t] == sum);
    }
  return finish();
}
