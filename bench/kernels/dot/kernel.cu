// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void dot(const float *a, const float *b, float *sums, int n) {
  __shared__ float ofWarps[8];
  float sum = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    sum += a[i] * b[i];
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down_sync(0xffffffff, sum, offset);
  if (threadIdx.x % 32 == 0)
    ofWarps[threadIdx.x / 32] = sum;
  __syncthreads();
  if (threadIdx.x == 0) {
    float total = 0;
    for (int warp = 0; warp < 8; ++warp)
      total += ofWarps[warp];
    sums[blockIdx.x] = total;
  }
}

extern "C" void launchDot(void *const *arrays) {
  dot<<<DotBlocks, 256>>>(static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
                          static_cast<float *>(arrays[2]), DotCount);
}
