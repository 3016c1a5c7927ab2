// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__constant__ char word[] = {'a', 'b', 'a', 'c'};

__global__ void stringMatch(const char *text, int *counts, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool isMatch = i + 4 <= length;
  for (int k = 0; k < 4 && isMatch; ++k)
    isMatch = text[i + k] == word[k];
  int count = __syncthreads_count(isMatch);
  if (threadIdx.x == 0)
    counts[blockIdx.x] = count;
}

extern "C" void launchStringMatch(void *const *arrays) {
  stringMatch<<<TextLength / 256, 256>>>(static_cast<const char *>(arrays[0]), static_cast<int *>(arrays[1]),
                                         TextLength);
}
