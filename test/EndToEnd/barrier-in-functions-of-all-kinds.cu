// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions with barriers that change variables of the caller through references, that are defined behind their
// callers, and whose types depend on the arguments of a template.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %inspect --print=plan %s -- -I%S/Inputs | grep "^kernel" | not grep -v ": regions"
#include "check.h"

__device__ int swapped(int *tile, int t, int by); // defined behind the kernel

// Leaves the neighbour's value in `value`, the block's first in `first`; `element` is shared memory or the thread's own.
__device__ void exchange(int *tile, int t, int &value, int &first, int &element) {
  tile[t] = value;
  __syncthreads();
  value = tile[t ^ 1];
  first = tile[0];
  element += value;
  __syncthreads();
}

__global__ void references(const int *in, int *out) {
  __shared__ int tile[64], sums[64];
  int t = threadIdx.x, value = in[t], first;
  sums[t] = 1;
  for (int round = 0; round < 3; ++round) {
    exchange(tile, t, value, first, sums[t]);
    value += first;
  }
  out[t] = value * 100000 + sums[t] * 10 + swapped(tile, t, 5) % 10;
}

__device__ int swapped(int *tile, int t, int by) {
  __syncthreads();
  tile[t] = t * by;
  __syncthreads();
  return tile[t ^ 1];
}

template <class T> struct Two {
  typedef T Type[2];
  struct Pair {
    T a, b;
  };
};
template <class T> __device__ typename Two<T>::Pair sum(typename Two<T>::Pair own, T *tile) {
  tile[threadIdx.x] = own.a;
  __syncthreads();
  own.b += tile[threadIdx.x ^ 1];
  return own;
}
template <class T> __global__ void dependent(const int *in, T *out) {
  __shared__ T tile[64];
  typename Two<T>::Pair own = {T(in[threadIdx.x]) / 2, T(threadIdx.x)};
  own = sum<T>(own, tile);
  out[threadIdx.x] = own.a + own.b;
}

int main() {
  int *in = managed<int>(64), *out = managed<int>(64);
  float *floats = managed<float>(64);
  double *doubles = managed<double>(64);
  int value[64], sums[64];
  for (int i = 0; i < 64; ++i) {
    value[i] = in[i] = i * i % 7;
    sums[i] = 1;
  }
  for (int round = 0; round < 3; ++round) {
    int tile[64];
    for (int i = 0; i < 64; ++i)
      tile[i] = value[i];
    for (int i = 0; i < 64; ++i) {
      sums[i] += tile[i ^ 1];
      value[i] = tile[i ^ 1] + tile[0];
    }
  }
  references<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == value[i] * 100000 + sums[i] * 10 + (i ^ 1) * 5 % 10);
  dependent<<<1, 64>>>(in, floats);
  dependent<<<1, 64>>>(in, doubles);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(floats[i] == in[i] / 2.0f + i + in[i ^ 1] / 2.0f && doubles[i] == in[i] / 2.0 + i + in[i ^ 1] / 2.0);
  return finish();
}
