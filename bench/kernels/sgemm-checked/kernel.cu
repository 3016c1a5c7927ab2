// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void sgemmChecked(const float *a, const float *b, float *c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row < n && column < n) {
    float sum = 0;
    for (int k = 0; k < n; ++k)
      sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}

extern "C" void launchSgemmChecked(void *const *arrays) {
  dim3 block(32, 8);
  dim3 grid((SgemmCheckedSize + block.x - 1) / block.x, (SgemmCheckedSize + block.y - 1) / block.y);
  sgemmChecked<<<grid, block>>>(static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
                                static_cast<float *>(arrays[2]), SgemmCheckedSize);
}
