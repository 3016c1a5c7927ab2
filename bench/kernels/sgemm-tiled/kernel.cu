// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void sgemmTiled(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  int tx = threadIdx.x, ty = threadIdx.y;
  int column = blockIdx.x * 16 + tx, row = blockIdx.y * 16 + ty;
  float sum = 0;
  for (int first = 0; first < n; first += 16) {
    tileA[ty][tx] = a[row * n + first + tx];
    tileB[ty][tx] = b[(first + ty) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += tileA[ty][k] * tileB[k][tx];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

extern "C" void launchSgemmTiled(void *const *arrays) {
  sgemmTiled<<<dim3(SgemmTiledSize / 16, SgemmTiledSize / 16), dim3(16, 16)>>>(
      static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
      static_cast<float *>(arrays[2]), SgemmTiledSize);
}
