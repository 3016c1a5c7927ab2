// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void bitonicSort(const int *in, int *out) {
  __shared__ int keys[512];
  int t = threadIdx.x, first = blockIdx.x * 512;
  keys[t] = in[first + t];
  keys[t + 256] = in[first + t + 256];
  __syncthreads();
  for (int size = 2; size <= 512; size *= 2)
    for (int distance = size / 2; distance > 0; distance /= 2) {
      int low = 2 * t - (t & (distance - 1)), high = low + distance;
      bool isRising = (low & size) == 0;
      int a = keys[low], b = keys[high];
      if ((a > b) == isRising) {
        keys[low] = b;
        keys[high] = a;
      }
      __syncthreads();
    }
  out[first + t] = keys[t];
  out[first + t + 256] = keys[t + 256];
}

extern "C" void launchBitonicSort(void *const *arrays) {
  bitonicSort<<<SortCount / 512, 256>>>(static_cast<const int *>(arrays[0]), static_cast<int *>(arrays[1]));
}
