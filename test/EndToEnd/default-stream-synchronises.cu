// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The legacy default stream waits for blocking streams, and they for it.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void slowAdd(int *data, int value) {
  int mine = *data;
  for (volatile int i = 0; i < 2000000; ++i) {
  }
  *data = mine * 10 + value;
}

int main() {
  int *data = managed<int>(1);
  cudaStream_t a, b;
  CUDA_OK(cudaStreamCreate(&a));
  CUDA_OK(cudaStreamCreate(&b));
  slowAdd<<<1, 1, 0, a>>>(data, 1);
  slowAdd<<<1, 1>>>(data, 2);
  slowAdd<<<1, 1, 0, b>>>(data, 3);
  CUDA_OK(cudaDeviceSynchronize());
  EXPECT(*data == 123);
  CUDA_OK(cudaStreamDestroy(a));
  CUDA_OK(cudaStreamDestroy(b));
  return finish();
}
