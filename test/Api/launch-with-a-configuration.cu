// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaLaunchKernelEx converts its arguments to the kernel's parameters and takes grid, block and stream from the
// configuration.
// RUN: %lorchacc %s -o %t && %t | FileCheck %s
// CHECK: 0 2.5 5 7.5 no error
#include <cstdio>

__global__ void scale(double *Out, double Factor) {
  int I = blockIdx.x * blockDim.x + threadIdx.x;
  Out[I] = I * Factor;
}

int main() {
  double *Memory, Result[4];
  cudaStream_t Stream;
  cudaStreamCreate(&Stream);
  cudaMalloc(&Memory, sizeof(Result));
  cudaLaunchConfig_t Configuration = {};
  Configuration.gridDim = dim3(2);
  Configuration.blockDim = dim3(2);
  Configuration.stream = Stream;
  cudaLaunchKernelEx(&Configuration, scale, Memory, 2.5f);
  cudaMemcpyAsync(Result, Memory, sizeof(Result), cudaMemcpyDeviceToHost, Stream);
  cudaStreamSynchronize(Stream);
  std::printf("%g %g %g %g %s\n", Result[0], Result[1], Result[2], Result[3], cudaGetErrorString(cudaGetLastError()));
  cudaFree(Memory);
  return cudaStreamDestroy(Stream);
}
