// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 16-bit types on both sides: arithmetic in pairs, conversions, shuffles and atomic sums.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>

__global__ void axpy(const half2 *x, half2 *y, half a) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  y[i] = __hfma2(__half2half2(a), x[i], y[i]);
}

template <class T> __global__ void sum(const T *in, T *out) {
  T value = in[threadIdx.x];
  for (int offset = 16; offset > 0; offset /= 2)
    value += __shfl_xor_sync(0xffffffff, value, offset);
  if (threadIdx.x % 32 == 0)
    atomicAdd(out, value);
}

int main() {
  half2 *x = managed<half2>(64), *y = managed<half2>(64);
  for (int i = 0; i < 64; ++i) {
    x[i] = __floats2half2_rn(i, -i);
    y[i] = __float2half2_rn(0.5f);
  }
  axpy<<<2, 32>>>(x, y, __float2half(3.0f));
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(__low2float(y[i]) == 3 * i + 0.5f && __high2float(y[i]) == -3 * i + 0.5f);

  half *h = managed<half>(65);
  nv_bfloat16 *b = managed<nv_bfloat16>(65);
  for (int i = 0; i < 64; ++i) {
    h[i] = i % 4;
    b[i] = __float2bfloat16(i % 2);
  }
  sum<<<1, 64>>>(h, h + 64);
  sum<<<1, 64>>>(b, b + 64);
  LAUNCH_OK();
  EXPECT(__half2float(h[64]) == 96 && __bfloat162float(b[64]) == 32);
  return finish();
}
