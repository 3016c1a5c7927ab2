// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A lock made of atomicCAS and fences protects a plain variable, one thread per block.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int lock = 0;
__device__ long long total = 0;

__global__ void addGuarded(int value) {
  if (threadIdx.x == 0) {
    while (atomicCAS(&lock, 0, 1) != 0) {
    }
    __threadfence();
    volatile long long *place = &total;
    *place = *place + value;
    __threadfence();
    atomicExch(&lock, 0);
  }
}

int main() {
  for (int i = 1; i <= 10; ++i)
    addGuarded<<<200, 32>>>(i);
  LAUNCH_OK();
  long long result = 0;
  CUDA_OK(cudaMemcpyFromSymbol(&result, total, sizeof(result)));
  EXPECT(result == 200 * 55);
  return finish();
}
