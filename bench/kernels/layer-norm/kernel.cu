// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__device__ float blockSum(float value, float *ofWarps) {
  for (int offset = 16; offset > 0; offset /= 2)
    value += __shfl_xor_sync(0xffffffff, value, offset);
  if (threadIdx.x % 32 == 0)
    ofWarps[threadIdx.x / 32] = value;
  __syncthreads();
  value = ofWarps[0];
  for (int warp = 1; warp < 8; ++warp)
    value += ofWarps[warp];
  __syncthreads();
  return value;
}

__global__ void layerNorm(const float *in, const float *gamma, const float *beta, float *out, int columns) {
  __shared__ float ofWarps[8];
  const float *row = in + blockIdx.x * columns;
  float sum = 0, squares = 0;
  for (int i = threadIdx.x; i < columns; i += 256)
    sum += row[i];
  float mean = blockSum(sum, ofWarps) / columns;
  for (int i = threadIdx.x; i < columns; i += 256)
    squares += (row[i] - mean) * (row[i] - mean);
  float scale = rsqrtf(blockSum(squares, ofWarps) / columns + 1e-5f);
  for (int i = threadIdx.x; i < columns; i += 256)
    out[blockIdx.x * columns + i] = (row[i] - mean) * scale * gamma[i] + beta[i];
}

extern "C" void launchLayerNorm(void *const *arrays) {
  layerNorm<<<LayerNormRows, 256>>>(
      static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
      static_cast<const float *>(arrays[2]), static_cast<float *>(arrays[3]), LayerNormColumns);
}
