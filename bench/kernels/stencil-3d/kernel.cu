// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void stencil3d(const float *in, float *out, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || y < 1 || x >= n - 1 || y >= n - 1)
    return;
  int i = y * n + x;
  float below = in[i], here = in[i + n * n];
  for (int z = 1; z < n - 1; ++z) {
    i += n * n;
    float above = in[i + n * n];
    out[i] = 0.4f * here + 0.1f * (below + above + in[i - 1] + in[i + 1] + in[i - n] + in[i + n]);
    below = here;
    here = above;
  }
}

extern "C" void launchStencil3d(void *const *arrays) {
  stencil3d<<<dim3(Stencil3dSize / 32, Stencil3dSize / 8), dim3(32, 8)>>>(
      static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]), Stencil3dSize);
}
