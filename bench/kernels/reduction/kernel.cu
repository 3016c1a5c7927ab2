// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void reduce(const float *in, float *out, int n) {
  __shared__ float partial[256];
  unsigned t = threadIdx.x;
  unsigned i = blockIdx.x * 512 + t;
  float sum = i < n ? in[i] : 0.0f;
  if (i + 256 < n)
    sum += in[i + 256];
  partial[t] = sum;
  __syncthreads();
  for (unsigned half = 128; half > 0; half /= 2) {
    if (t < half)
      partial[t] += partial[t + half];
    __syncthreads();
  }
  if (t == 0)
    out[blockIdx.x] = partial[0];
}

extern "C" void launchReduction(void *const *arrays) {
  reduce<<<ReductionBlocks, 256>>>(static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]),
                                   ReductionCount);
}
