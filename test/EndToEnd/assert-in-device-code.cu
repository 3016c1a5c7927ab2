// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An assertion that holds does nothing, and one compiled out neither.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cassert>

__device__ int checked(int x) {
  assert(x >= 0 && "never negative");
  return x;
}

__global__ void run(int *out) {
  assert(blockDim.x == 8);
  out[threadIdx.x] = checked(threadIdx.x);
}

int main() {
  int *out = managed<int>(8);
  run<<<1, 8>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(out[i] == i);
  return finish();
}
