// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

// Inclusive sums within blocks of 256 (Hillis and Steele), between two buffers in shared memory.
__global__ void scanBlocks(const float *in, float *out) {
  __shared__ float buffer[2][256];
  int t = threadIdx.x, i = blockIdx.x * 256 + t, from = 0;
  buffer[0][t] = in[i];
  __syncthreads();
  for (int distance = 1; distance < 256; distance *= 2) {
    float sum = buffer[from][t];
    if (t >= distance)
      sum += buffer[from][t - distance];
    from = 1 - from;
    buffer[from][t] = sum;
    __syncthreads();
  }
  out[i] = buffer[from][t];
}

extern "C" void launchScan(void *const *arrays) {
  scanBlocks<<<ScanCount / 256, 256>>>(static_cast<const float *>(arrays[0]),
                                       static_cast<float *>(arrays[1]));
}
