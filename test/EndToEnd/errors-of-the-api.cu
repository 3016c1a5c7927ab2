// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Wrong arguments give the errors that CUDA gives, and their names and texts are there.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cstring>

int main() {
  int *p = nullptr;
  EXPECT(cudaMalloc(nullptr, 4) == cudaErrorInvalidValue);
  EXPECT(cudaGetLastError() == cudaErrorInvalidValue);
  EXPECT(cudaSetDevice(1000) == cudaErrorInvalidDevice);
  EXPECT(cudaGetLastError() == cudaErrorInvalidDevice);
  EXPECT(cudaMalloc(&p, size_t(1) << 60) == cudaErrorMemoryAllocation);
  EXPECT(cudaGetLastError() == cudaErrorMemoryAllocation);
  cudaDeviceProp properties;
  EXPECT(cudaGetDeviceProperties(&properties, 999) == cudaErrorInvalidDevice);
  cudaGetLastError();
  EXPECT(std::strcmp(cudaGetErrorName(cudaErrorInvalidValue), "cudaErrorInvalidValue") == 0);
  EXPECT(std::strcmp(cudaGetErrorName(cudaSuccess), "cudaSuccess") == 0);
  EXPECT(std::strlen(cudaGetErrorString(cudaErrorMemoryAllocation)) > 0);
  EXPECT(std::strcmp(cudaGetErrorString(cudaSuccess), "no error") == 0);
  int count = 0;
  CUDA_OK(cudaGetDeviceCount(&count));
  EXPECT(count >= 1);
  EXPECT(cudaGetLastError() == cudaSuccess);
  return finish();
}
