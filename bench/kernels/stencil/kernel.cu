// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void stencil(const float *in, float *out, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x > 0 && x < n - 1 && y > 0 && y < n - 1)
    out[y * n + x] = 0.5f * in[y * n + x] + 0.125f * (in[y * n + x - 1] + in[y * n + x + 1] +
                                                      in[(y - 1) * n + x] + in[(y + 1) * n + x]);
}

extern "C" void launchStencil(void *const *arrays) {
  stencil<<<dim3(StencilSize / 32, StencilSize / 8), dim3(32, 8)>>>(
      static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]), StencilSize);
}
