// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes and qualifiers that change no result.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void __launch_bounds__(128, 2) scale(float *__restrict__ out, const float *__restrict__ in, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
#pragma unroll 4
  for (int k = i; k < n; k += gridDim.x * blockDim.x)
    out[k] = __ldg(&in[k]) * 2;
}

static __device__ __forceinline__ int inlined(int x) { return x + 1; }
__device__ __noinline__ int outlined(int x) { return inlined(x) * 2; }

extern "C" __global__ void plain(int *out) { *out = outlined(20); }

int main() {
  float *in = managed<float>(1000), *out = managed<float>(1000);
  for (int i = 0; i < 1000; ++i)
    in[i] = i;
  scale<<<2, 128>>>(out, in, 1000);
  int *one = managed<int>(1);
  plain<<<1, 1>>>(one);
  LAUNCH_OK();
  for (int i = 0; i < 1000; ++i)
    EXPECT(out[i] == 2 * i);
  EXPECT(*one == 42);
  return finish();
}
