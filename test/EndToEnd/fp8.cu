// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The 8-bit formats on both sides: every number of both, roundings, what is too large, pairs and fours.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>
#include <cuda_fp8.h>

__global__ void widen(float *e4m3, float *e5m2) {
  __nv_fp8_e4m3 a;
  __nv_fp8_e5m2 b;
  a.__x = b.__x = (__nv_fp8_storage_t)threadIdx.x;
  e4m3[threadIdx.x] = (float)a;
  e5m2[threadIdx.x] = __half2float(__half(__nv_cvt_fp8_to_halfraw(b.__x, __NV_E5M2)));
}
__global__ void narrow(const float *in, unsigned char *out) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[4 * i] = __nv_fp8_e4m3(in[i]).__x;
  out[4 * i + 1] = __nv_fp8_e5m2(__float2half(in[i])).__x;
  out[4 * i + 2] = __nv_cvt_float_to_fp8(in[i], __NV_NOSAT, __NV_E4M3);
  out[4 * i + 3] = __nv_cvt_float_to_fp8(in[i], __NV_NOSAT, __NV_E5M2);
}
__global__ void parts(const float4 *in, __nv_fp8x4_e4m3 *fours, float4 *out, __half2 *pairs) {
  const __nv_fp8x4_e4m3 four(in[threadIdx.x]);
  fours[threadIdx.x] = four;
  out[threadIdx.x] = float4(four);
  pairs[threadIdx.x] = __half2(__nv_fp8x2_e5m2(make_float2(in[threadIdx.x].x, in[threadIdx.x].w)));
}

/// What the bits mean, by the formats' definition.
static float meaning(int bits, int mantissa, int bias) {
  int exponent = (bits & 0x7f) >> mantissa, fraction = bits & ((1 << mantissa) - 1);
  float size = exponent ? std::ldexp(1 + std::ldexp((float)fraction, -mantissa), exponent - bias)
                        : std::ldexp((float)fraction, 1 - bias - mantissa);
  return bits & 0x80 ? -size : size;
}
/// The nearest finite number, ties to the even one.
static int nearest(float x, int mantissa, int bias, int largest) {
  int best = 0;
  for (int bits = 0; bits <= largest; ++bits) {
    float now = std::fabs(std::fabs(x) - meaning(bits, mantissa, bias)),
          then = std::fabs(std::fabs(x) - meaning(best, mantissa, bias));
    if (now < then || (now == then && !(bits & 1)))
      best = bits;
  }
  return best | (std::signbit(x) ? 0x80 : 0);
}

int main() {
  float *a = managed<float>(256), *b = managed<float>(256);
  widen<<<1, 256>>>(a, b);
  LAUNCH_OK();
  for (int bits = 0; bits < 256; ++bits) {
    EXPECT((bits & 0x7f) == 0x7f ? std::isnan(a[bits]) : a[bits] == meaning(bits, 3, 7));
    if ((bits & 0x7f) < 0x7c)
      EXPECT(b[bits] == meaning(bits, 2, 15));
    else
      EXPECT((bits & 3) ? std::isnan(b[bits]) : std::isinf(b[bits]));
  }

  const int n = 512;
  float *in = managed<float>(n);
  unsigned char *out = managed<unsigned char>(4 * n);
  for (int i = 0; i < n; ++i) // exact in half, and halfway between neighbours now and then
    in[i] = std::ldexp((float)(i % 32 - 16), i / 32 - 14);
  in[0] = 449, in[1] = 464, in[2] = -465, in[3] = 61440, in[4] = 0.0f, in[5] = -0.0f;
  narrow<<<n / 64, 64>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    EXPECT(out[4 * i] == nearest(in[i], 3, 7, 0x7e));
    EXPECT(out[4 * i + 1] == nearest(in[i], 2, 15, 0x7b));
    if (std::fabs(in[i]) <= 464)
      EXPECT(out[4 * i + 2] == out[4 * i]);
    if (std::fabs(in[i]) < 61440)
      EXPECT(out[4 * i + 3] == out[4 * i + 1]);
  }
  EXPECT(out[4 * 2 + 2] == 0xff && out[4 * 3 + 2] == 0x7f && out[4 * 3 + 3] == 0x7c);

  float4 *fours = managed<float4>(32), *back = managed<float4>(32);
  __nv_fp8x4_e4m3 *small = managed<__nv_fp8x4_e4m3>(32);
  __half2 *pairs = managed<__half2>(32);
  for (int i = 0; i < 32; ++i)
    fours[i] = make_float4(i * 0.25f, -i, i * 100, 1);
  parts<<<1, 32>>>(fours, small, back, pairs);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    EXPECT(back[i].y == meaning(nearest(-i, 3, 7, 0x7e), 3, 7) &&
           back[i].z == meaning(nearest(i * 100, 3, 7, 0x7e), 3, 7));
    EXPECT((small[i].__x >> 24) == 0x38 && (small[i].__x & 255) == (unsigned)nearest(i * 0.25f, 3, 7, 0x7e));
    EXPECT(__low2float(pairs[i]) == meaning(nearest(i * 0.25f, 2, 15, 0x7b), 2, 15) &&
           __high2float(pairs[i]) == 1);
  }
  EXPECT(__nv_cvt_double_to_fp8(1.0625 + 1e-12, __NV_SATFINITE, __NV_E4M3) == 0x39 &&
         __nv_cvt_double_to_fp8(1.0625, __NV_SATFINITE, __NV_E4M3) == 0x38);
  EXPECT(__nv_cvt_float_to_fp8(NAN, __NV_SATFINITE, __NV_E4M3) == 0x7f && (int)__nv_fp8_e5m2(-7) == -7 &&
         !(bool)__nv_fp8_e4m3(0));
  return finish();
}
