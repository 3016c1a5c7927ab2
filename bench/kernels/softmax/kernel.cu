// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__device__ float blockMax(float value, float *ofWarps) {
  for (int offset = 16; offset > 0; offset /= 2)
    value = fmaxf(value, __shfl_xor_sync(0xffffffff, value, offset));
  if (threadIdx.x % 32 == 0)
    ofWarps[threadIdx.x / 32] = value;
  __syncthreads();
  value = ofWarps[0];
  for (int warp = 1; warp < 8; ++warp)
    value = fmaxf(value, ofWarps[warp]);
  __syncthreads();
  return value;
}

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

__global__ void softmax(const float *in, float *out, int columns) {
  __shared__ float ofWarps[8];
  const float *row = in + blockIdx.x * columns;
  float *to = out + blockIdx.x * columns;
  float most = -INFINITY, sum = 0;
  for (int i = threadIdx.x; i < columns; i += 256)
    most = fmaxf(most, row[i]);
  most = blockMax(most, ofWarps);
  for (int i = threadIdx.x; i < columns; i += 256) {
    float power = expf(row[i] - most);
    to[i] = power;
    sum += power;
  }
  sum = blockSum(sum, ofWarps);
  for (int i = threadIdx.x; i < columns; i += 256)
    to[i] /= sum;
}

extern "C" void launchSoftmax(void *const *arrays) {
  softmax<<<SoftmaxRows, 256>>>(static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]),
                                SoftmaxColumns);
}
