// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void sgemmNaive(const float *a, const float *b, float *c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[row * n + k] * b[k * n + column];
  c[row * n + column] = sum;
}

extern "C" void launchSgemmNaive(void *const *arrays) {
  sgemmNaive<<<dim3(SgemmNaiveSize / 16, SgemmNaiveSize / 16), dim3(16, 16)>>>(
      static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
      static_cast<float *>(arrays[2]), SgemmNaiveSize);
}
