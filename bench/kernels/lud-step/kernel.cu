// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void ludStep(float *m, int n) {
  __shared__ float column[16][16], row[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  int toX = (blockIdx.x + 1) * 16 + x, toY = (blockIdx.y + 1) * 16 + y;
  column[y][x] = m[toY * n + x];
  row[y][x] = m[y * n + toX];
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 16; ++i)
    sum += column[y][i] * row[i][x];
  m[toY * n + toX] -= sum;
}

extern "C" void launchLudStep(void *const *arrays) {
  ludStep<<<dim3(LudSize / 16 - 1, LudSize / 16 - 1), dim3(16, 16)>>>(static_cast<float *>(arrays[0]),
                                                                      LudSize);
}
