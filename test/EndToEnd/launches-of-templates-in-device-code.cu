// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device code that launches templates and overloaded kernels: from kernels, functions, methods and templates.
// BACKENDS: cpu -- kernels of OpenCL devices cannot launch kernels
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <int N> __global__ void count(int *out, int x) { atomicAdd(out, N * x + threadIdx.x); }
template <class T> __global__ void twice(int *out, T x) { atomicAdd(out, (int)(x * 2)); }
__global__ void add(int *out, int x) { atomicAdd(out, x); }
__global__ void add(int *out, float x) { atomicAdd(out, (int)(x * 100)); }
namespace deep {
template <int N> __global__ void count(int *out) { atomicAdd(out, N); }
} // namespace deep

__global__ void overloaded(int *out) {
  add<<<1, 2>>>(out, 3);
  add<<<1, 2>>>(out, 3.0f);
}
__device__ void helper(int *out) { count<7><<<2, 4>>>(out, 1); }
struct Launcher {
  int *out;
  __device__ void go() const {
    twice<<<1, 1>>>(out, 3.5);
    twice<int><<<1, 2>>>(out, 4);
  }
};
template <int N> struct Repeater {
  __device__ static void go(int *out) { deep::count<N><<<1, 3>>>(out); }
};
__global__ void through(int *out) {
  count<2><<<1, 1>>>(out, 3);
  helper(out);
  Launcher{out}.go();
  Repeater<10>::go(out);
}

template <int N> __global__ void descend(int *out);
void start(int *out) { descend<3><<<1, 1>>>(out); }
template <int N> __global__ void descend(int *out) {
  atomicAdd(out, 1000 * N);
  count<N><<<1, 1>>>(out, 1);
  count<5><<<1, 1>>>(out, 1);
  if constexpr (N > 0)
    descend<N - 1><<<1, 1>>>(out);
}

int main() {
  int *out = managed<int>(3);
  overloaded<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(out[0] == 2 * 3 + 2 * 300);
  through<<<1, 1>>>(out + 1);
  LAUNCH_OK();
  EXPECT(out[1] == 6 + 2 * (4 * 7 + 6) + (7 + 2 * 8) + 3 * 10);
  start(out + 2);
  LAUNCH_OK();
  EXPECT(out[2] == 1000 * (3 + 2 + 1) + (3 + 2 + 1) + 4 * 5);
  return finish();
}
