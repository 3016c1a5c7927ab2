// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every kind of copy, cudaMemcpyDefault included, and memset.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
int main() {
  int host[64], back[64];
  for (int i = 0; i < 64; ++i)
    host[i] = i * i;
  int *a, *b;
  CUDA_OK(cudaMalloc(&a, sizeof(host)));
  CUDA_OK(cudaMalloc(&b, sizeof(host)));
  CUDA_OK(cudaMemcpy(a, host, sizeof(host), cudaMemcpyHostToDevice));
  CUDA_OK(cudaMemcpy(b, a, sizeof(host), cudaMemcpyDeviceToDevice));
  CUDA_OK(cudaMemset(a, 0xff, sizeof(host)));
  CUDA_OK(cudaMemcpy(back, b, sizeof(host), cudaMemcpyDeviceToHost));
  for (int i = 0; i < 64; ++i)
    EXPECT(back[i] == i * i);
  CUDA_OK(cudaMemcpy(back, a, sizeof(host), cudaMemcpyDefault));
  EXPECT(back[0] == -1 && back[63] == -1);
  CUDA_OK(cudaMemcpy(back, host, sizeof(host), cudaMemcpyHostToHost));
  EXPECT(back[63] == 63 * 63);
  CUDA_OK(cudaMemcpyAsync(b + 32, b, 32 * sizeof(int), cudaMemcpyDeviceToDevice, 0));
  CUDA_OK(cudaMemcpy(back, b, sizeof(host), cudaMemcpyDefault));
  for (int i = 0; i < 32; ++i)
    EXPECT(back[32 + i] == i * i);
  CUDA_OK(cudaFree(a));
  CUDA_OK(cudaFree(b));
  CUDA_OK(cudaFree(nullptr));
  return finish();
}
