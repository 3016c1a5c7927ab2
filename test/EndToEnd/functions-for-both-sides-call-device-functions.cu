// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A __host__ __device__ function may call __device__ functions, as long as the host does not get there: plain ones,
// templates, methods, those of CUDA, and those that ask for their thread.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ int twice(int x) { return 2 * x; }
template <class T> __device__ T next(T x) { return x + 1; }
__device__ int ownIndex() { return threadIdx.x; }

struct Tally {
  int count;
  __device__ void add(int what) { atomicAdd(&count, what); }
  __host__ __device__ void note(int what);
};
__host__ __device__ void Tally::note(int what) { add(what); }

// Other units could call this one.
__host__ __device__ int score(int x, bool onDevice) { return onDevice ? twice(x) + next(x) : -x; }
__host__ __device__ inline int place(bool onDevice) { return onDevice ? ownIndex() : -1; }
template <class T> __host__ __device__ void count(T *counter, bool onDevice) {
  if (onDevice)
    atomicAdd(counter, T(1));
  else
    ++*counter;
}
__host__ __device__ int exchange(int x, bool onDevice) { return onDevice ? __shfl_xor_sync(~0u, x, 1) : x; }

__global__ void run(int *out, int *counter, Tally *tally) {
  const int i = threadIdx.x;
  out[i] = 1000 * score(i, true) + exchange(place(true), true);
  count(counter, true);
  tally->note(i);
}

int main() {
  int *out = managed<int>(64), *counter = managed<int>(1);
  Tally *tally = managed<Tally>(1);
  run<<<1, 64>>>(out, counter, tally);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == 1000 * (3 * i + 1) + (i ^ 1));
  EXPECT(*counter == 64);
  EXPECT(tally->count == 63 * 64 / 2);

  EXPECT(score(5, false) == -5);
  EXPECT(place(false) == -1);
  count(counter, false);
  EXPECT(*counter == 65);
  EXPECT(exchange(3, false) == 3);
  return finish();
}
