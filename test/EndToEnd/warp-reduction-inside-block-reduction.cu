// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The usual two-level reduction: shuffles in the warps, shared memory between them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__inline__ __device__ float warpSum(float value) {
  for (int offset = warpSize / 2; offset > 0; offset >>= 1)
    value += __shfl_down_sync(0xffffffff, value, offset);
  return value;
}

__global__ void sum(const float *in, float *out, int n) {
  static __shared__ float partial[32];
  int lane = threadIdx.x % warpSize, warp = threadIdx.x / warpSize;
  float value = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    value += in[i];
  value = warpSum(value);
  if (lane == 0)
    partial[warp] = value;
  __syncthreads();
  value = threadIdx.x < blockDim.x / warpSize ? partial[lane] : 0;
  if (warp == 0) {
    value = warpSum(value);
    if (lane == 0)
      atomicAdd(out, value);
  }
}

int main() {
  const int n = 10000;
  float *in = managed<float>(n), *out = managed<float>(1);
  for (int i = 0; i < n; ++i)
    in[i] = i % 16;
  sum<<<6, 160>>>(in, out, n);
  LAUNCH_OK();
  EXPECT(*out == 7.5f * n);
  return finish();
}
