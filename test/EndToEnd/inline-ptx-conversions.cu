// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: cvt between integers, single precision and 16-bit numbers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>
#define FROM_INT(name) asm(name " %0, %1;" : "=r"(*o++) : "r"(n))
#define FROM_FLOAT(name) asm(name " %0, %1;" : "=r"(*o++) : "f"(f))
#define TO_FLOAT(name) asm(name " %0, %1;" : "=f"(*g++) : "r"(n))
constexpr int Words = 16;
__global__ void run(const int *ints, const float *floats, unsigned *out, float *numbers) {
  int n = ints[threadIdx.x];
  float f = floats[threadIdx.x], *g = numbers + 8 * threadIdx.x;
  unsigned *o = out + Words * threadIdx.x;
  FROM_INT("cvt.u8.u32"); FROM_INT("cvt.s8.s32"); FROM_INT("cvt.sat.u8.s32"); FROM_INT("cvt.sat.s16.s32"); FROM_INT("cvt.u32.s16");
  FROM_FLOAT("cvt.rni.s32.f32"); FROM_FLOAT("cvt.rzi.u32.f32"); FROM_FLOAT("cvt.rmi.s32.f32"); FROM_FLOAT("cvt.rpi.s8.f32");
  unsigned short h;
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(h) : "f"(f));
  *o++ = h;
  asm("cvt.f32.f16 %0, %1;" : "=f"(*g++) : "h"(h));
  asm("cvt.rz.bf16.f32 %0, %1;" : "=h"(h) : "f"(f));
  *o++ = h;
  asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(*o++) : "f"(1.0f), "f"(f));
  asm("cvt.pack.sat.u8.s32.b32 %0, %1, %2, %3;" : "=r"(*o++) : "r"(n), "r"(300), "r"(0xabcd));
  long long wide;
  asm("cvt.s64.s32 %0, %1;" : "=l"(wide) : "r"(n));
  *o++ = wide >> 32;
  asm("cvt.u32.u64 %0, %1;" : "=r"(*o++) : "l"(wide + 1));
  TO_FLOAT("cvt.rn.f32.s32"); TO_FLOAT("cvt.rz.f32.u32"); TO_FLOAT("cvt.rp.f32.s32"); TO_FLOAT("cvt.rn.f32.u8");
  asm("cvt.rmi.f32.f32 %0, %1;" : "=f"(*g++) : "f"(f));
  asm("cvt.sat.f32.f32 %0, %1;" : "=f"(*g++) : "f"(f));
}

static long long clamped(double x, double least, double most) {
  return x != x ? 0 : (long long)(x < least ? least : x > most ? most : x);
}
static double half(unsigned h) {
  unsigned e = h >> 10 & 31, m = h & 1023;
  double size = e == 31 ? (m ? NAN : INFINITY) : e ? std::ldexp(1024 + m, (int)e - 25) : std::ldexp(m, -24);
  return h & 0x8000 ? -size : size;
}

int main() {
  int *ints = managed<int>(64);
  float *floats = managed<float>(64), *numbers = managed<float>(8 * 64);
  unsigned *out = managed<unsigned>(Words * 64);
  const float special[] = {0.5f, -0.5f, 1.5f, 2.5f, -3.75f, 1e10f, -1e10f, NAN, 127.5f, 65519.0f, 65520.0f, 3e-8f, 1.00048828125f};
  for (int i = 0; i < 64; ++i) {
    ints[i] = (i % 2 ? -1 : 1) * (int)(2654435761u * i >> i % 32 >> 1);
    floats[i] = i < 13 ? special[i] : (i - 30) * 1.37f * (i % 3 ? 1 : 1000);
  }
  run<<<1, 64>>>(ints, floats, out, numbers);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    int n = ints[i];
    double f = floats[i];
    const unsigned *o = out + Words * i;
    const float *g = numbers + 8 * i;
    EXPECT(o[0] == (n & 255) && (int)o[1] == (signed char)n && o[2] == clamped(n, 0, 255));
    EXPECT((int)o[3] == clamped(n, -32768, 32767) && (int)o[4] == (short)n);
    EXPECT((int)o[5] == clamped(std::nearbyint(f), -2147483648.0, 2147483647) && o[6] == clamped(std::trunc(f), 0, 4294967295.0));
    EXPECT((int)o[7] == clamped(std::floor(f), -2147483648.0, 2147483647) && (int)o[8] == clamped(std::ceil(f), -128, 127));
    double h = half(o[9]), next = half(o[9] + 1), last = half(o[9] - 1);
    bool isBig = std::fabs(f) >= 65520;
    EXPECT(f != f ? h != h : isBig ? std::isinf(h) : std::fabs(h - f) <= std::fabs(next - f) && (o[9] % 0x8000 == 0 || std::fabs(h - f) <= std::fabs(last - f)));
    EXPECT(g[0] == h || f != f);
    unsigned bits;
    memcpy(&bits, &floats[i], 4);
    EXPECT((o[10] == bits >> 16 || f != f) && o[11] == (0x3c000000u | o[9]));
    EXPECT(o[12] == (0xabcd0000u | (unsigned)clamped(n, 0, 255) << 8 | 255) && (int)o[13] == n >> 31 && o[14] == (unsigned)n + 1);
    float down = (float)(unsigned)n, up = (float)n;
    down = (double)down > (unsigned)n ? std::nextafter(down, 0.0f) : down;
    up = (double)up < n ? std::nextafter(up, INFINITY) : up;
    EXPECT(g[1] == (float)n && g[2] == down && g[3] == up && g[4] == (n & 255));
    EXPECT(f != f || (g[5] == std::floor(f) && g[6] == (f > 0 ? f < 1 ? f : 1 : 0)));
  }
  return finish();
}
