// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels and device functions with parameter packs.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -std=c++17 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -std=c++17 && %run %t.O2
#include "check.h"
template <class T> __device__ T sumOf(T value) { return value; }
template <class T, class... Ts> __device__ T sumOf(T first, Ts... rest) { return first + sumOf(rest...); }

template <class Out, class... Ins> __global__ void addAll(Out *out, const Ins *...ins) {
  out[threadIdx.x] = sumOf(Out(ins[threadIdx.x])...);
}

template <int... Values> __global__ void fold(int *out) { *out = (Values + ... + 0); }

int main() {
  int *a = managed<int>(8);
  float *b = managed<float>(8);
  double *c = managed<double>(8), *out = managed<double>(8);
  for (int i = 0; i < 8; ++i) {
    a[i] = i;
    b[i] = 0.5f;
    c[i] = 100;
  }
  addAll<<<1, 8>>>(out, a, b, c, a);
  fold<1, 2, 30><<<1, 1>>>(a);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(out[i] == 2 * i + 100.5);
  EXPECT(a[0] == 33);
  return finish();
}
