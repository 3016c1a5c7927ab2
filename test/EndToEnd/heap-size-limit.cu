// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaLimitMallocHeapSize bounds what malloc and new give in device code; what is freed may be had again, by any thread, and
// through functions that the host calls as well. The host's own allocations do not count.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cstdlib>

const int threads = 64, each = 16 << 10; // 1 MB in all
const size_t limit = 512 << 10;

struct Base {
  char pad[each];
  __device__ Base() { pad[0] = 1; }
  __device__ ~Base() { pad[0] = 0; }
};

__host__ __device__ inline void release(void *memory) { free(memory); }

__global__ void take(void **all, int *given) {
  all[threadIdx.x] = malloc(each);
  if (all[threadIdx.x])
    atomicAdd(given, 1);
}
__global__ void giveBack(void **all) { release(all[threadIdx.x]); }

// Each thread in turn has more than half of the heap.
__global__ void takeTurns(int *works) {
  for (int i = 0; i < threads; ++i) {
    if (i == threadIdx.x) {
      Base *some = new Base[20], *one = new Base;
      int *ints = new int[1000];
      works[i] = some && one && ints && some[19].pad[0] == 1;
      delete[] some, delete one;
      delete[] ints;
      Base *tooMany = new Base[40];
      works[i] += tooMany == nullptr ? 1 : 0;
      delete[] tooMany;
    }
    __syncthreads();
  }
}

int main() {
  void **all = managed<void *>(threads);
  int *given = managed<int>(1), *works = managed<int>(threads);
  CUDA_OK(cudaDeviceSetLimit(cudaLimitMallocHeapSize, limit));
  size_t told = 0;
  CUDA_OK(cudaDeviceGetLimit(&told, cudaLimitMallocHeapSize));
  EXPECT(told >= limit);
  void *hosts = malloc(8 * limit);
  release(hosts);
  for (int round = 0; round < 3; ++round) {
    *given = 0;
    take<<<1, threads>>>(all, given);
    LAUNCH_OK();
    EXPECT(*given > int(limit) / each / 2 && *given <= int(limit) / each);
    giveBack<<<1, threads>>>(all);
    LAUNCH_OK();
  }
  takeTurns<<<1, threads>>>(works);
  LAUNCH_OK();
  for (int i = 0; i < threads; ++i)
    EXPECT(works[i] == 2);
  return finish();
}
