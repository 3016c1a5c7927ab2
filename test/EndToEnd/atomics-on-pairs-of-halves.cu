// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of 16-bit numbers and of pairs of them, in global and in shared memory.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>

__global__ void pairs(half2 *sums, __nv_bfloat162 *bsums) {
  atomicAdd(&sums[threadIdx.x % 4], __floats2half2_rn(1, threadIdx.x % 8));
  atomicAdd(bsums + threadIdx.x % 4, __floats2bfloat162_rn(2, -1));
}

__global__ void shared(half *out, __nv_bfloat16 *bout, half2 *pair) {
  __shared__ half sum;
  __shared__ __nv_bfloat16 bsum;
  __shared__ half2 both;
  if (threadIdx.x == 0) {
    sum = __float2half(0);
    bsum = __float2bfloat16(0);
    both = __float2half2_rn(0);
  }
  __syncthreads();
  atomicAdd(&sum, __float2half(0.5f));
  atomicAdd(&bsum, __float2bfloat16(1));
  half2 old = atomicAdd(&both, __floats2half2_rn(1, 2));
  __syncthreads();
  if (__low2float(old) * 2 != __high2float(old))
    out[1] = __float2half(1);
  if (threadIdx.x == 0) {
    out[0] = sum;
    bout[0] = bsum;
    pair[0] = both;
  }
}

int main() {
  half2 *sums = managed<half2>(5);
  __nv_bfloat162 *bsums = managed<__nv_bfloat162>(4);
  half *out = managed<half>(2);
  __nv_bfloat16 *bout = managed<__nv_bfloat16>(1);
  pairs<<<2, 64>>>(sums, bsums);
  shared<<<1, 96>>>(out, bout, sums + 4);
  LAUNCH_OK();
  for (int i = 0; i < 4; ++i) {
    EXPECT(__low2float(sums[i]) == 32 && __high2float(sums[i]) == 16 * (i + i + 4));
    EXPECT(__low2float(bsums[i]) == 64 && __high2float(bsums[i]) == -32);
  }
  EXPECT(__half2float(out[0]) == 48 && __half2float(out[1]) == 0 && __bfloat162float(bout[0]) == 96);
  EXPECT(__low2float(sums[4]) == 96 && __high2float(sums[4]) == 192);
  return finish();
}
