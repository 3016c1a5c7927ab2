// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __device__ variables keep their values between launches; the host finds their addresses.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Counter {
  int hits;
  float sum;
};
__device__ Counter counter = {5, 0.5f};
__device__ int table[4][3];
static __device__ int *target;

__global__ void count() {
  if (threadIdx.x == 0) {
    counter.hits += 1;
    counter.sum += 2;
  }
  if (threadIdx.x < 12)
    table[threadIdx.x / 3][threadIdx.x % 3] += threadIdx.x;
}

__global__ void store(int value) { *target = value; }

int main() {
  count<<<1, 32>>>();
  count<<<1, 32>>>();
  Counter copy;
  CUDA_OK(cudaMemcpyFromSymbol(&copy, counter, sizeof(copy)));
  EXPECT(copy.hits == 7 && copy.sum == 4.5f);
  int host[12];
  void *address = nullptr;
  size_t size = 0;
  CUDA_OK(cudaGetSymbolAddress(&address, table));
  CUDA_OK(cudaGetSymbolSize(&size, table));
  EXPECT(size == sizeof(host));
  CUDA_OK(cudaMemcpy(host, address, size, cudaMemcpyDeviceToHost));
  for (int i = 0; i < 12; ++i)
    EXPECT(host[i] == 2 * i);
  int *place = managed<int>(1);
  CUDA_OK(cudaMemcpyToSymbol(target, &place, sizeof(place)));
  store<<<1, 1>>>(42);
  LAUNCH_OK();
  EXPECT(*place == 42);
  return finish();
}
