// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every component of the builtin variables, in blocks and grids of three dimensions.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void mark(unsigned *out) {
  unsigned x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  unsigned z = blockIdx.z * blockDim.z + threadIdx.z;
  unsigned width = gridDim.x * blockDim.x, height = gridDim.y * blockDim.y;
  out[(z * height + y) * width + x] = x + 100 * y + 10000 * z;
}

int main() {
  dim3 grid(3, 2, 2), block(4, 3, 2);
  unsigned *out = managed<unsigned>(12 * 6 * 4);
  mark<<<grid, block>>>(out);
  LAUNCH_OK();
  for (unsigned z = 0; z < 4; ++z)
    for (unsigned y = 0; y < 6; ++y)
      for (unsigned x = 0; x < 12; ++x)
        EXPECT(out[(z * 6 + y) * 12 + x] == x + 100 * y + 10000 * z);
  return finish();
}
