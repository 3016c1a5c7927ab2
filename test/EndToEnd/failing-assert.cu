// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An assertion that fails names its place and block; the next synchronisation reports cudaErrorAssert.
// RUN: %lorchacc -O2 %s -o %t && %t 2>&1 | FileCheck %s
#include <cassert>
#include <cstdio>
#include <cuda_runtime.h>

__global__ void run(int limit) { assert((int)threadIdx.x < limit); }

int main() {
  run<<<1, 4>>>(3);
  cudaError_t error = cudaDeviceSynchronize();
  printf("error: %s\n", cudaGetErrorName(error));
}
// CHECK: failing-assert.cu:8: {{.*}}block: [0,0,0], thread: {{.*}}threadIdx.x < limit
// CHECK: error: cudaErrorAssert
