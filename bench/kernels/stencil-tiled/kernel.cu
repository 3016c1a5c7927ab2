// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void stencilTiled(const float *in, float *out, int n) {
  __shared__ float tile[10][34];
  int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 8 + threadIdx.y;
  tile[ty][tx] = in[y * n + x];
  if (threadIdx.x == 0 && x > 0)
    tile[ty][0] = in[y * n + x - 1];
  if (threadIdx.x == 31 && x < n - 1)
    tile[ty][33] = in[y * n + x + 1];
  if (threadIdx.y == 0 && y > 0)
    tile[0][tx] = in[(y - 1) * n + x];
  if (threadIdx.y == 7 && y < n - 1)
    tile[9][tx] = in[(y + 1) * n + x];
  __syncthreads();
  if (x > 0 && x < n - 1 && y > 0 && y < n - 1)
    out[y * n + x] = 0.5f * tile[ty][tx] +
                     0.125f * (tile[ty][tx - 1] + tile[ty][tx + 1] + tile[ty - 1][tx] + tile[ty + 1][tx]);
}

extern "C" void launchStencilTiled(void *const *arrays) {
  stencilTiled<<<dim3(StencilSize / 32, StencilSize / 8), dim3(32, 8)>>>(
      static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]), StencilSize);
}
