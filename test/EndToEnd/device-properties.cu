// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The properties of the device are such that programs can compute launch sizes from them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
int main() {
  cudaDeviceProp p;
  CUDA_OK(cudaGetDeviceProperties(&p, 0));
  EXPECT(p.name[0] != 0);
  EXPECT(p.totalGlobalMem > (size_t(64) << 20));
  EXPECT(p.sharedMemPerBlock >= 48 * 1024);
  EXPECT(p.warpSize == 32);
  EXPECT(p.maxThreadsPerBlock == 1024);
  EXPECT(p.maxThreadsDim[0] == 1024 && p.maxThreadsDim[2] == 64);
  EXPECT(p.maxGridSize[0] == 2147483647 && p.maxGridSize[1] == 65535);
  EXPECT(p.multiProcessorCount >= 1);
  EXPECT(p.major >= 3);
  int device = -1, value = 0;
  CUDA_OK(cudaGetDevice(&device));
  EXPECT(device == 0);
  CUDA_OK(cudaDeviceGetAttribute(&value, cudaDevAttrMultiProcessorCount, 0));
  EXPECT(value == p.multiProcessorCount);
  size_t free = 0, total = 0;
  CUDA_OK(cudaMemGetInfo(&free, &total));
  EXPECT(free > 0 && free <= total);
  int runtime = 0, driver = 0;
  CUDA_OK(cudaRuntimeGetVersion(&runtime));
  CUDA_OK(cudaDriverGetVersion(&driver));
  EXPECT(runtime >= 10000 && driver >= runtime);
  return finish();
}
