// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

// 256 bins, counted in shared memory first. The bins are those of the last run, too: they start from zero
// with each launch of clearHistogram.
__global__ void clearHistogram(int *bins) { bins[threadIdx.x] = 0; }
__global__ void histogram(const int *words, int *bins, int n) {
  __shared__ int own[256];
  own[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * 256 + threadIdx.x; i < n; i += gridDim.x * 256) {
    unsigned word = words[i];
    atomicAdd(&own[word & 255], 1);
    atomicAdd(&own[word >> 8 & 255], 1);
    atomicAdd(&own[word >> 16 & 255], 1);
    atomicAdd(&own[word >> 24], 1);
  }
  __syncthreads();
  atomicAdd(&bins[threadIdx.x], own[threadIdx.x]);
}

extern "C" void launchHistogram(void *const *arrays) {
  clearHistogram<<<1, 256>>>(static_cast<int *>(arrays[1]));
  histogram<<<HistogramBlocks, 256>>>(static_cast<const int *>(arrays[0]), static_cast<int *>(arrays[1]),
                                      HistogramWords);
}
