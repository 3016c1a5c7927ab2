// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// new and malloc in device code give null when there is no room, and the kernel goes on.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

struct Counter {
  int value = 7;
};

template <class T> __device__ T *allocate(size_t count) { return new T[count]; }

// The pointers go to memory: compilers may leave out allocations that nobody sees.
__global__ void tryAll(void **seen, int *works, size_t count) {
  Counter *objects = allocate<Counter>(count);
  char *bytes = ::new char[count];
  void *plain = malloc(count);
  seen[3 * threadIdx.x] = objects;
  seen[3 * threadIdx.x + 1] = bytes;
  seen[3 * threadIdx.x + 2] = plain;
  Counter *small = new Counter, *few = allocate<Counter>(3);
  works[threadIdx.x] = small && few ? small->value + few[2].value : 0;
  delete small;
  delete[] few;
}

int main() {
  const int threads = 8;
  void **seen = managed<void *>(3 * threads);
  int *works = managed<int>(threads);
  CUDA_OK(cudaMemset(seen, 1, 3 * threads * sizeof(void *)));
  tryAll<<<1, threads>>>(seen, works, size_t(1) << 46);
  LAUNCH_OK();
  for (int i = 0; i < 3 * threads; ++i)
    EXPECT(!seen[i]);
  for (int i = 0; i < threads; ++i)
    EXPECT(works[i] == 14);
  return finish();
}
