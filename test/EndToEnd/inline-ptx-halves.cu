// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: arithmetic of f16, bf16 and their pairs against double precision.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>
#define H2(name) asm(name " %0, %1, %2;" : "=h"(h) : "h"(a), "h"(b)); *o++ = h
#define P2(name) asm(name " %0, %1, %2;" : "=r"(*o++) : "r"(a | 0x3c000000u), "r"(b | (unsigned)a << 16))
constexpr int Words = 15;
__global__ void run(const unsigned short *in, unsigned *out) {
  unsigned short a = in[threadIdx.x], b = in[threadIdx.x + 128], h;
  unsigned *o = out + Words * threadIdx.x;
  H2("add.f16"); H2("sub.rn.f16"); H2("mul.f16"); H2("min.f16"); H2("max.NaN.f16"); H2("mul.bf16");
  asm("fma.rn.f16 %0, %1, %2, %1;" : "=h"(h) : "h"(a), "h"(b));
  *o++ = h;
  asm("fma.rn.relu.f16 %0, %1, %2, %1;" : "=h"(h) : "h"(a), "h"(b));
  *o++ = h;
  P2("add.f16x2"); P2("mul.sat.f16x2");
  asm("neg.f16 %0, %1;" : "=h"(h) : "h"(a));
  *o++ = h;
  P2("max.f16x2");
  asm("{ .reg .pred p; setp.ltu.f16 p, %1, %2; selp.u32 %0, 1, 0, p; }" : "=r"(*o++) : "h"(a), "h"(b));
  asm("ex2.approx.f16x2 %0, %1;" : "=r"(*o++) : "r"(a | 0x40000000u));
  asm("tanh.approx.bf16 %0, %1;" : "=h"(h) : "h"(a));
  *o++ = h;
}

static double value(unsigned bits, int mantissa, int bias) {
  int e = (bits & 0x7fff) >> mantissa, m = bits & ((1 << mantissa) - 1), top = 0x7fff >> mantissa;
  double size = e == top ? (m ? NAN : INFINITY) : e ? std::ldexp((1 << mantissa) + m, e - bias - mantissa) : std::ldexp(m, 1 - bias - mantissa);
  return bits & 0x8000 ? -size : size;
}
static double half(unsigned bits) { return value(bits & 0xffff, 10, 15); }
/// Whether the bits are those of the number that is nearest to x, ties to even.
static bool nearest(unsigned bits, double x, int mantissa = 10, int bias = 15) {
  double v = value(bits, mantissa, bias);
  if (x != x || v != v)
    return x != x && v != v;
  unsigned top = (0x7fffu >> mantissa << mantissa);
  double most = value(top - 1, mantissa, bias), unit = most - value(top - 2, mantissa, bias);
  if (std::isinf(v) || std::fabs(x) >= most + unit / 2)
    return std::isinf(v) && std::fabs(x) >= most + unit / 2 && std::signbit(x) == std::signbit(v);
  if ((bits & 0x7fff) == 0)
    return std::fabs(x) <= value(1, mantissa, bias) / 2;
  double error = std::fabs(v - x), up = std::fabs(value(bits + 1, mantissa, bias) - x), down = std::fabs(value(bits - 1, mantissa, bias) - x);
  return error <= up && error <= down && ((error < up && error < down) || bits % 2 == 0);
}

int main() {
  const unsigned short special[] = {0, 0x8000, 0x3c00, 0xbc00, 0x7c00, 0xfc00, 0x7e00, 1, 0x83ff, 0x7bff, 0x3555};
  unsigned short *in = managed<unsigned short>(256);
  unsigned *out = managed<unsigned>(128 * Words);
  for (unsigned i = 0; i < 256; ++i)
    in[i] = i % 3 ? (i * 2654435761u >> 16) & (i % 5 ? 0xbfff : 0xffff) : special[(i / 3 + i / 128) % 11];
  run<<<1, 128>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 128; ++i) {
    unsigned x = in[i], y = in[i + 128], *o = out + Words * i;
    double a = half(x), b = half(y);
    EXPECT(nearest(o[0], a + b) && nearest(o[1], a - b) && nearest(o[2], a * b));
    EXPECT(nearest(o[5], value(x, 7, 127) * value(y, 7, 127), 7, 127));
    EXPECT(a != a && b != b ? half(o[3]) != half(o[3]) : half(o[3]) == std::fmin(a, b));
    EXPECT(a != a || b != b ? o[4] == 0x7fff : half(o[4]) == std::fmax(a, b));
    double sum = std::fma(a, b, a);
    EXPECT(nearest(o[6], sum) && (sum > 0 ? o[7] == o[6] : sum != sum ? o[7] == 0x7fff : o[7] == 0));
    EXPECT(nearest(o[8] & 0xffff, a + b) && nearest(o[8] >> 16, 1 + a));
    double product = a * b > 0 ? std::fmin(a * b, 1.0) : 0, other = a > 0 ? std::fmin(a, 1.0) : 0;
    EXPECT(nearest(o[9] & 0xffff, product) && nearest(o[9] >> 16, other) && o[10] == (x ^ 0x8000));
    EXPECT(o[12] == !(a >= b));
    double power = std::exp2(a), tangent = std::tanh(value(x, 7, 127)), got = half(o[13]), t = value(o[14], 7, 127);
    EXPECT(o[13] >> 16 == 0x4400 && (power != power ? got != got : power > 65504 ? got > 65000 : std::fabs(got - power) <= power / 1024 + 1e-7));
    EXPECT(tangent != tangent ? t != t : std::fabs(t - tangent) <= std::fabs(tangent) / 64 + 1e-30);
    EXPECT((a != a && b != b) || half(o[11]) == std::fmax(a, b));
  }
  return finish();
}
