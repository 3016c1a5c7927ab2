// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The __nv_atomic functions: loads, stores, exchanges, sums, bits and extremes of several types and orders,
// and a fence between what one block writes and another one reads.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <class T> __global__ void collect(T *cells, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  if (i >= n)
    return;
  T own = (T)i;
  __nv_atomic_add(&cells[0], own, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_DEVICE);
  T before = __nv_atomic_fetch_sub(&cells[1], (T)1, __NV_ATOMIC_ACQ_REL);
  __nv_atomic_max(&cells[2], before, __NV_ATOMIC_RELAXED);
  __nv_atomic_fetch_min(&cells[3], own, __NV_ATOMIC_SEQ_CST, __NV_THREAD_SCOPE_SYSTEM);
  T wanted = __nv_atomic_load_n(&cells[4], __NV_ATOMIC_ACQUIRE);
  while (!__nv_atomic_compare_exchange_n(&cells[4], &wanted, (T)(wanted + 2), false, __NV_ATOMIC_RELEASE,
                                         __NV_ATOMIC_RELAXED)) {
  }
  if (i == 0) {
    __nv_atomic_store_n(&cells[5], (T)77, __NV_ATOMIC_RELEASE);
    T given = (T)78, taken;
    __nv_atomic_exchange(&cells[6], &given, &taken, __NV_ATOMIC_ACQ_REL);
    __nv_atomic_store(&cells[7], &taken, __NV_ATOMIC_RELAXED);
  }
}

__global__ void bits(unsigned *word, unsigned long long *wide) {
  __nv_atomic_fetch_or(&word[0], 1u << threadIdx.x, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_BLOCK);
  __nv_atomic_and(&word[1], ~(1u << threadIdx.x), __NV_ATOMIC_RELAXED);
  __nv_atomic_fetch_xor(&wide[0], 1ull << (threadIdx.x + 16), __NV_ATOMIC_RELAXED);
}

// The last block to come adds up what all have written.
__global__ void total(const int *in, int *parts, unsigned *come, int *sum) {
  if (threadIdx.x)
    return;
  parts[blockIdx.x] = in[blockIdx.x] * 3;
  __nv_atomic_thread_fence(__NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_DEVICE);
  if (__nv_atomic_fetch_add(come, 1u, __NV_ATOMIC_ACQ_REL, __NV_THREAD_SCOPE_DEVICE) + 1 != gridDim.x)
    return;
  for (unsigned b = 0; b < gridDim.x; ++b)
    *sum += __nv_atomic_load_n(&parts[b], __NV_ATOMIC_RELAXED);
}

template <class T> void check() {
  T *cells = managed<T>(8);
  cells[1] = 500;
  cells[3] = 100;
  cells[6] = 9;
  collect<<<4, 64>>>(cells, 200);
  LAUNCH_OK();
  EXPECT(cells[0] == 19900 && cells[1] == 300 && cells[2] == 500 && cells[3] == 0 && cells[4] == 400);
  EXPECT(cells[5] == 77 && cells[6] == 78 && cells[7] == 9);
}

int main() {
  check<int>();
  check<unsigned>();
  check<long long>();
  check<float>();
  unsigned *word = managed<unsigned>(2);
  auto *wide = managed<unsigned long long>(1);
  word[1] = 0xffffffff;
  bits<<<1, 32>>>(word, wide);
  LAUNCH_OK();
  EXPECT(word[0] == 0xffffffff && word[1] == 0 && wide[0] == 0xffffffff0000ull);
  int *in = managed<int>(101), *parts = managed<int>(100);
  for (int i = 0; i < 100; ++i)
    in[i] = i;
  unsigned *come = managed<unsigned>(1);
  total<<<100, 32>>>(in, parts, come, in + 100);
  LAUNCH_OK();
  EXPECT(in[100] == 3 * 4950);
  return finish();
}
