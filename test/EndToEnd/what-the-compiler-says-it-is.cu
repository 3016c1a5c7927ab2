// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Users' headers that ask for CUDA's compiler by __CUDACC__ and __NVCC__, around qualifiers, functions and
// values.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

#ifdef __CUDACC__
#define BOTH_SIDES __host__ __device__
#else
#define BOTH_SIDES
#endif
#if defined(__NVCC__) && __CUDACC_VER_MAJOR__ >= 11
constexpr int compiler = 1;
#else
constexpr int compiler = 2;
#endif

BOTH_SIDES inline int twice(int x) { return 2 * x; }

#if defined(__CUDACC__)
__global__ void fill(int *out) { out[threadIdx.x] = twice(threadIdx.x) + compiler; }
#endif

int main() {
  int *out = managed<int>(32);
#ifdef __NVCC__
  fill<<<1, 32>>>(out);
#endif
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == twice(i) + 1);
  return finish();
}
