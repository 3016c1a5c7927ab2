// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events measure a plausible time and know whether they have happened.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void spin(int *out) {
  int sum = 0;
  for (volatile int i = 0; i < 3000000; ++i)
    sum += i & 1;
  *out = sum;
}

int main() {
  int *out = managed<int>(1);
  cudaEvent_t start, stop;
  CUDA_OK(cudaEventCreate(&start));
  CUDA_OK(cudaEventCreate(&stop));
  CUDA_OK(cudaEventRecord(start));
  spin<<<1, 1>>>(out);
  CUDA_OK(cudaEventRecord(stop, 0));
  CUDA_OK(cudaEventSynchronize(stop));
  EXPECT(cudaEventQuery(stop) == cudaSuccess);
  float milliseconds = -1;
  CUDA_OK(cudaEventElapsedTime(&milliseconds, start, stop));
  EXPECT(milliseconds > 0.1f && milliseconds < 60000.0f);
  EXPECT(*out == 1500000);
  CUDA_OK(cudaEventDestroy(start));
  CUDA_OK(cudaEventDestroy(stop));
  return finish();
}
