// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void vectorAdd(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

extern "C" void launchVectorAdd(void *const *arrays) {
  vectorAdd<<<(VectorAddCount + 255) / 256, 256>>>(static_cast<const float *>(arrays[0]),
                                                   static_cast<const float *>(arrays[1]),
                                                   static_cast<float *>(arrays[2]), VectorAddCount);
}
