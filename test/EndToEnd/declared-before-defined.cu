// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels and device functions that are declared, launched or called, and only then defined.
// BACKENDS: cpu -- OpenCL C has no recursion
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void kernel(int *out, int value = 4);
template <class T> __global__ void templated(T *out);
__device__ int even(int n);
__device__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }

int run() {
  int *out = managed<int>(8);
  kernel<<<1, 4>>>(out);
  templated<<<1, 4>>>(out + 4);
  LAUNCH_OK();
  for (int t = 0; t < 4; ++t)
    EXPECT(out[t] == 100 * (t % 2 == 0) + 4 && out[4 + t] == t + (int)sizeof(int));
  return finish();
}

__device__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__global__ void kernel(int *out, int value) { out[threadIdx.x] = 100 * even(threadIdx.x) + value; }
template <class T> __global__ void templated(T *out) { out[threadIdx.x] = threadIdx.x + sizeof(T); }

int main() { return run(); }
