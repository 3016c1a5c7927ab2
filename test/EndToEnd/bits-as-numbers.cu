// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Casts of bits, products of 24 bits, counts of bits, bytes in words, and fast functions, against C++ on
// the host.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>
#include <cstring>

__global__ void cast(const float *in, unsigned *out) {
  int i = threadIdx.x;
  out[i] = __float_as_uint(in[i]) ^ (unsigned)__float_as_int(-in[i]);
  out[64 + i] = __uint_as_float(__float_as_uint(in[i]) & 0x7fffffffu) == fabsf(in[i]);
  out[128 + i] = __int_as_float(__float_as_int(in[i]) + 1) != in[i];
  out[192 + i] = __float2int_rd(in[i]);
}

__global__ void words(const unsigned long long *in, unsigned *out) {
  int i = threadIdx.x;
  unsigned low = (unsigned)in[i], high = in[i] >> 32;
  out[i] = __umul24(low, high);
  out[64 + i] = __mul24((int)low, 3);
  out[128 + i] = __clzll((long long)in[i]) * 100 + __popcll(in[i]);
  out[192 + i] = __byte_perm(low, high, 0x5140);
  out[256 + i] = __vmaxs4(low, high);
}

__global__ void fast(const float *in, float *out) {
  int i = threadIdx.x;
  out[i] = __log2f(in[i]);
  out[64 + i] = __frsqrt_rn(in[i]);
  out[128 + i] = __saturatef(in[i] - 3) + __fdividef(in[i], 4);
}

int main() {
  float *in = managed<float>(64), *numbers = managed<float>(192);
  auto *wide = managed<unsigned long long>(64);
  unsigned *out = managed<unsigned>(320);
  for (int i = 0; i < 64; ++i) {
    in[i] = (i - 31.5f) * 1.25f;
    wide[i] = 0x9e3779b97f4a7c15ull * (i + 1) >> i;
  }
  cast<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == 0x80000000u && out[64 + i] == 1 && out[128 + i] == 1 &&
           (int)out[192 + i] == std::floor(in[i]));
  words<<<1, 64>>>(wide, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    unsigned low = (unsigned)wide[i], high = wide[i] >> 32, most = 0;
    EXPECT(out[i] == (low & 0xffffffu) * (high & 0xffffffu) &&
           (int)out[64 + i] == ((int)(low << 8) >> 8) * 3);
    EXPECT(out[128 + i] == (unsigned)(__builtin_clzll(wide[i]) * 100 + __builtin_popcountll(wide[i])));
    EXPECT(out[192 + i] ==
           ((low & 255) | (high & 255) << 8 | (low >> 8 & 255) << 16 | (high >> 8 & 255) << 24));
    for (int b = 0; b < 32; b += 8) {
      signed char l = low >> b, h = high >> b;
      most |= (unsigned)(unsigned char)(l > h ? l : h) << b;
    }
    EXPECT(out[256 + i] == most);
  }
  for (int i = 0; i < 64; ++i)
    in[i] = 0.125f * (i + 1);
  fast<<<1, 64>>>(in, numbers);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    float over = in[i] - 3, part = over < 0 ? 0 : over > 1 ? 1 : over;
    EXPECT(std::fabs(numbers[i] - std::log2(in[i])) < 1e-5 &&
           numbers[64 + i] == (float)(1 / std::sqrt((double)in[i])));
    EXPECT(numbers[128 + i] == part + in[i] / 4);
  }
  return finish();
}
