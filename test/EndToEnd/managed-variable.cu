// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A __managed__ variable is read and written by both sides under one name.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__managed__ int shared[8];
__device__ __managed__ double scale = 0.5;

__global__ void fill() { shared[threadIdx.x] = threadIdx.x * scale; }

int main() {
  scale = 3.0;
  fill<<<1, 8>>>();
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(shared[i] == 3 * i);
  return finish();
}
