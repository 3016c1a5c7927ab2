// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dim3 made of one or two numbers, and dim3 values that are changed before the launch.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void shape(unsigned *out) {
  if (threadIdx.x + threadIdx.y + blockIdx.x + blockIdx.y == 0) {
    out[0] = gridDim.x, out[1] = gridDim.y, out[2] = gridDim.z;
    out[3] = blockDim.x, out[4] = blockDim.y, out[5] = blockDim.z;
    out[6] = warpSize;
  }
}

int main() {
  unsigned *out = managed<unsigned>(7);
  dim3 grid = dim3(5, 2);
  grid.x += 1;
  shape<<<grid, dim3(8)>>>(out);
  LAUNCH_OK();
  const unsigned expected[] = {6, 2, 1, 8, 1, 1, 32};
  for (int i = 0; i < 7; ++i)
    EXPECT(out[i] == expected[i]);
  return finish();
}
