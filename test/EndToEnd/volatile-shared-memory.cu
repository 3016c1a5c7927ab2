// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last steps of a sum through volatile shared memory, in the kernel and in a function that takes a volatile pointer.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ void lastWarp(volatile float *values, int t) {
  for (int step = 32; step > 0; step /= 2) {
    if (t < step)
      values[t] += values[t + step];
    __syncwarp();
  }
}

__global__ void sum(const float *in, float *out) {
  volatile __shared__ float values[256];
  int t = threadIdx.x;
  values[t] = in[blockIdx.x * 256 + t];
  __syncthreads();
  for (int step = 128; step > 32; step /= 2) {
    if (t < step)
      values[t] = values[t] + values[t + step];
    __syncthreads();
  }
  if (t < 32)
    lastWarp(values, t);
  if (t == 0)
    out[blockIdx.x] = values[0];
}

int main() {
  float *in = managed<float>(1024), *out = managed<float>(4), expected[4] = {};
  for (int i = 0; i < 1024; ++i)
    expected[i / 256] += in[i] = i % 13;
  sum<<<4, 256>>>(in, out);
  LAUNCH_OK();
  for (int b = 0; b < 4; ++b)
    EXPECT(out[b] == expected[b]);
  return finish();
}
