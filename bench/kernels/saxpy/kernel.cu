// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

// A grid-stride loop.
__global__ void saxpy(int n, float a, const float *x, float *y) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    y[i] = a * x[i] + y[i];
}

extern "C" void launchSaxpy(void *const *arrays) {
  saxpy<<<SaxpyBlocks, 256>>>(SaxpyCount, 2.5f, static_cast<const float *>(arrays[0]),
                              static_cast<float *>(arrays[1]));
}
