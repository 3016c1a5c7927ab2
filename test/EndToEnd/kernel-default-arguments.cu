// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Default arguments of kernels and of device functions.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int clampTo(int x, int low = 0, int high = 10) { return x < low ? low : x > high ? high : x; }

__global__ void fill(int *out, int base = 5, int step = 3) { out[threadIdx.x] = clampTo(base + step * (int)threadIdx.x); }

int main() {
  int *out = managed<int>(4);
  fill<<<1, 4>>>(out);
  LAUNCH_OK();
  EXPECT(out[0] == 5 && out[1] == 8 && out[2] == 10 && out[3] == 10);
  fill<<<1, 4>>>(out, -4);
  LAUNCH_OK();
  EXPECT(out[0] == 0 && out[1] == 0 && out[2] == 2 && out[3] == 5);
  fill<<<1, 4>>>(out, 1, 1);
  LAUNCH_OK();
  EXPECT(out[3] == 4);
  return finish();
}
