// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch comes back before its kernel ends: the kernel waits for the host.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void waitFor(volatile int *flag, int *done) {
  while (*flag == 0) {
  }
  *done = 1;
}

int main() {
  int *flag = nullptr, *done = managed<int>(1);
  CUDA_OK(cudaHostAlloc(&flag, sizeof(int), cudaHostAllocMapped));
  *flag = 0;
  cudaStream_t stream;
  CUDA_OK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  waitFor<<<1, 1, 0, stream>>>(flag, done);
  EXPECT(cudaStreamQuery(stream) == cudaErrorNotReady);
  *(volatile int *)flag = 1;
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(*done == 1);
  CUDA_OK(cudaStreamDestroy(stream));
  return finish();
}
