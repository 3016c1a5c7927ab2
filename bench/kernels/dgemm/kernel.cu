// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void dgemm(const double *a, const double *b, double *c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row < n && column < n) {
    double sum = 0;
    for (int k = 0; k < n; ++k)
      sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}

extern "C" void launchDgemm(void *const *arrays) {
  dim3 block(32, 8);
  dim3 grid((DgemmSize + block.x - 1) / block.x, (DgemmSize + block.y - 1) / block.y);
  dgemm<<<grid, block>>>(static_cast<const double *>(arrays[0]), static_cast<const double *>(arrays[1]),
                         static_cast<double *>(arrays[2]), DgemmSize);
}
