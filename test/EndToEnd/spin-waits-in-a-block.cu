// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that look at memory until another thread of their block has written it, whichever of them comes first.
// BACKENDS: cpu -- threads of a work-group need not make progress while others spin
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/atomic>

using Flag = cuda::atomic<int, cuda::thread_scope_block>;

// The first thread waits for the last one.
__global__ void byAtomicObject(int *out) {
  __shared__ Flag flag;
  __shared__ int value;
  if (threadIdx.x == 0)
    flag.store(0);
  __syncthreads();
  if (threadIdx.x == 0) {
    while (flag.load(cuda::memory_order_acquire) == 0);
    out[0] = value;
  } else if (threadIdx.x == blockDim.x - 1) {
    value = 42;
    flag.store(1, cuda::memory_order_release);
  }
}

// A chain from the last thread to the first, through global memory.
__global__ void byVolatile(volatile int *turn, int *order) {
  int me = threadIdx.x, last = blockDim.x - 1;
  if (me < last)
    while (turn[me + 1] == 0) {
    }
  order[me] = turn[last + 1]++;
  __threadfence_block();
  turn[me] = 1;
}

__device__ int look(unsigned *word) { return atomicAdd(word, 0u); }
__device__ void waitFor(unsigned *word, unsigned wanted) {
  unsigned seen;
  do
    seen = look(word);
  while (seen != wanted);
}
// All threads count, and wait until all have.
__global__ void byAtomicFunction(unsigned *count, int *out) {
  unsigned before = atomicAdd(count, 1u);
  waitFor(count, blockDim.x);
  out[threadIdx.x] = before < blockDim.x;
}

// In a template, with a break, sleeping meanwhile.
template <class T> __global__ void pingPong(T *ball, int rounds, int *hits) {
  int me = threadIdx.x;
  unsigned nap = 8;
  for (int i = 0; i < rounds; ++i) {
    while (true) {
      T now = *(volatile T *)ball;
      if (now % 2 == me)
        break;
      __nanosleep(nap);
      if (nap < 64)
        nap *= 2;
    }
    ++hits[me];
    *(volatile T *)ball += 1;
  }
}

// Blocks wait for the ones before them: those have begun earlier.
__global__ void lookBack(volatile int *sums) {
  if (threadIdx.x == 0) {
    int before = 0;
    if (blockIdx.x > 0)
      while ((before = sums[blockIdx.x - 1]) == 0)
        ;
    sums[blockIdx.x] = before + 1;
  }
}

int main() {
  int *out = managed<int>(256), *turn = managed<int>(257);
  byAtomicObject<<<1, 64>>>(out);
  LAUNCH_OK();
  EXPECT(out[0] == 42);

  byVolatile<<<1, 100>>>(turn, out);
  LAUNCH_OK();
  for (int t = 0; t < 100; ++t)
    EXPECT(out[t] == 99 - t);

  unsigned *count = managed<unsigned>(1);
  byAtomicFunction<<<1, 256>>>(count, out);
  LAUNCH_OK();
  EXPECT(count[0] == 256);
  for (int t = 0; t < 256; ++t)
    EXPECT(out[t] == 1);

  long long *ball = managed<long long>(1);
  int *hits = managed<int>(2);
  pingPong<<<1, 2>>>(ball, 50, hits);
  LAUNCH_OK();
  EXPECT(hits[0] == 50 && hits[1] == 50 && ball[0] == 100);

  int *sums = managed<int>(200);
  lookBack<<<200, 32>>>(sums);
  LAUNCH_OK();
  EXPECT(sums[199] == 200);
  return finish();
}
