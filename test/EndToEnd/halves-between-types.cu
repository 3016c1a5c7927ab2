// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between 16-bit types, pairs of them, floats and bits, and arithmetic by function on both types.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>

// Values that both types hold exactly.
__global__ void convert(const float2 *in, float2 *half, float2 *bfloat, unsigned short *bits) {
  int i = threadIdx.x;
  __half2 h = __float22half2_rn(in[i]);
  __nv_bfloat162 b = __float22bfloat162_rn(in[i]);
  half[i] = __half22float2(h);
  bfloat[i] = __bfloat1622float2(b);
  bits[2 * i] = __half_as_ushort(__float2half_rn(in[i].x));
  bits[2 * i + 1] = __bfloat16_as_ushort(__float2bfloat16_rn(in[i].y));
}

__global__ void compute(const float2 *in, float *out) {
  int i = threadIdx.x;
  __half x = __float2half(in[i].x), y = __float2half_rn(in[i].y);
  out[8 * i] = __half2float(__hadd(x, y));
  out[8 * i + 1] = __half2float(__hmul(x, y));
  __half2 p = __halves2half2(x, y), q = __float2half2_rn(2);
  out[8 * i + 2] = __low2float(__hadd2(p, q)) + __high2float(__hmul2(p, q));
  out[8 * i + 3] = __high2float(__hsub2(p, q));
  __nv_bfloat16 u = __float2bfloat16(in[i].x), v = __float2bfloat16_rn(in[i].y);
  out[8 * i + 4] = __bfloat162float(__hsub(u, v));
  __nv_bfloat162 w = __halves2bfloat162(u, v), s = __float2bfloat162_rn(0.5f);
  out[8 * i + 5] = __low2float(__hmul2(w, s)) + __high2float(__hadd2(w, s));
  out[8 * i + 6] = __half2float(__ushort_as_half(0x3c00 + i));
  out[8 * i + 7] = __bfloat162float(__ushort_as_bfloat16(0x3f80 + i));
}

int main() {
  float2 *in = managed<float2>(32), *half = managed<float2>(32), *bfloat = managed<float2>(32);
  float *out = managed<float>(8 * 32);
  unsigned short *bits = managed<unsigned short>(64);
  for (int i = 0; i < 32; ++i)
    in[i] = make_float2(i - 16, 0.25f * i);
  convert<<<1, 32>>>(in, half, bfloat, bits);
  compute<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    float x = in[i].x, y = in[i].y, *o = out + 8 * i;
    EXPECT(half[i].x == x && half[i].y == y && bfloat[i].x == x && bfloat[i].y == y);
    unsigned wide;
    __builtin_memcpy(&wide, &y, 4);
    EXPECT(bits[2 * i + 1] == wide >> 16);
    EXPECT(o[0] == x + y && o[1] == x * y && o[2] == x + 2 + 2 * y && o[3] == y - 2);
    EXPECT(o[4] == x - y && o[5] == x / 2 + (y + 0.5f));
    EXPECT(o[6] == 1 + i / 1024.0f && o[7] == 1 + i / 128.0f);
  }
  EXPECT(bits[2 * 16] == 0 && bits[2 * 17] == 0x3c00 && bits[0] == 0xcc00);
  return finish();
}
