// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void batchedGemm(const float *a, const float *b, float *c) {
  __shared__ float tileA[16][16], tileB[16][16];
  int x = threadIdx.x, y = threadIdx.y, own = blockIdx.x * 256 + y * 16 + x;
  tileA[y][x] = a[own];
  tileB[y][x] = b[own];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += tileA[y][k] * tileB[k][x];
  c[own] = sum;
}

extern "C" void launchBatchedGemm(void *const *arrays) {
  batchedGemm<<<BatchedGemmCount, dim3(16, 16)>>>(static_cast<const float *>(arrays[0]),
                                                  static_cast<const float *>(arrays[1]),
                                                  static_cast<float *>(arrays[2]));
}
