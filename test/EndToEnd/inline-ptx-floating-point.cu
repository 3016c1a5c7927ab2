// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: single precision with roundings, .ftz and .sat, bounds with NaN, comparisons, tests, approximations.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cfenv>
#include <cmath>
#include <cstring>
#define ONE(name) asm(name " %0, %1;" : "=f"(*o++) : "f"(a))
#define TWO(name) asm(name " %0, %1, %2;" : "=f"(*o++) : "f"(a), "f"(b))
#define TEST(name)                                                                                           \
  asm("{ .reg .pred p; setp." name ".f32 p, %1, %2; selp.f32 %0, 1.0, 0f00000000, p; }" : "=f"(*o++) : "f"(a), "f"(b))
constexpr int Words = 36;
__global__ void run(const float *in, float *out) {
  float a = in[threadIdx.x], b = in[threadIdx.x + 128], *o = out + Words * threadIdx.x;
  TWO("add.rn.f32"); TWO("add.rz.f32"); TWO("sub.rm.f32"); TWO("mul.rp.f32"); TWO("div.rn.f32"); TWO("div.rz.f32");
  ONE("sqrt.rn.f32"); ONE("sqrt.rp.f32"); ONE("rcp.rm.f32");
  asm("fma.rn.f32 %0, %1, %2, %1;" : "=f"(*o++) : "f"(a), "f"(b));
  TWO("mul.rn.ftz.f32"); TWO("add.sat.f32"); TWO("add.ftz.f32");
  TWO("min.f32"); TWO("max.f32"); TWO("min.NaN.f32"); TWO("max.xorsign.abs.f32"); ONE("neg.f32"); ONE("abs.f32");
  TWO("copysign.f32");
  TEST("lt"); TEST("ne"); TEST("geu"); TEST("equ"); TEST("nan"); TEST("num"); TEST("gtu");
  asm("{ .reg .pred p; testp.subnormal.f32 p, %1; selp.f32 %0, 1.0, 0.0, p; }" : "=f"(*o++) : "f"(a));
  asm("{ .reg .pred p; testp.infinite.f32 p, %1; selp.f32 %0, 1.0, 0.0, p; }" : "=f"(*o++) : "f"(a));
  asm("slct.f32.f32 %0, %1, %2, %1;" : "=f"(*o++) : "f"(a), "f"(b));
  ONE("sin.approx.f32"); ONE("ex2.approx.f32"); ONE("lg2.approx.f32"); ONE("rsqrt.approx.f32"); ONE("tanh.approx.f32");
  ONE("rcp.approx.ftz.f32");
}

static unsigned bits(float x) {
  unsigned b;
  std::memcpy(&b, &x, 4);
  return b;
}
static bool same(float a, float b) { return (a != a && b != b) || bits(a) == bits(b); }
static float flushed(float x) { return std::fpclassify(x) == FP_SUBNORMAL ? std::copysign(0.0f, x) : x; }
template <class F> static float rounded(int mode, F compute) {
  std::fesetround(mode);
  float result = compute();
  std::fesetround(FE_TONEAREST);
  return result;
}

int main() {
  const float special[] = {0.0f, -0.0f, 1.0f, -1.5f, INFINITY, -INFINITY, NAN, 1e-40f, -1e-41f, 3.4e38f, 1e-38f, 0.75f};
  float *in = managed<float>(256), *out = managed<float>(128 * Words);
  for (unsigned i = 0; i < 256; ++i)
    in[i] = i % 2 ? special[(i / 2 + i / 128) % 12] : ((i * 2654435761u >> 8) - 8000000.0f) / (1 << i % 25);
  run<<<1, 128>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 128; ++i) {
    volatile float a = in[i], b = in[i + 128];
    const float *o = out + Words * i;
    EXPECT(same(o[0], a + b) && same(o[1], rounded(FE_TOWARDZERO, [&] { return a + b; })));
    EXPECT(same(o[2], rounded(FE_DOWNWARD, [&] { return a - b; })) && same(o[3], rounded(FE_UPWARD, [&] { return a * b; })));
    EXPECT(same(o[4], a / b) && same(o[5], rounded(FE_TOWARDZERO, [&] { return a / b; })));
    EXPECT(same(o[6], std::sqrt(a)) && same(o[7], rounded(FE_UPWARD, [&] { return std::sqrt(a); })));
    EXPECT(same(o[8], rounded(FE_DOWNWARD, [&] { return 1.0f / a; })) && same(o[9], std::fma(a, b, a)));
    EXPECT(same(o[10], flushed(flushed(a) * flushed(b))) && same(o[12], flushed(flushed(a) + flushed(b))));
    float sum = a + b;
    EXPECT(o[11] == (sum > 0 ? sum < 1 ? sum : 1.0f : 0.0f));
    bool isNaN = a != a || b != b, below = a < b || (a == b && std::signbit(a));
    EXPECT(same(o[13], a != a ? b : b != b ? a : below ? a : b) && same(o[14], a != a ? b : b != b ? a : below ? b : a));
    EXPECT(same(o[15], isNaN ? NAN : below ? a : b));
    EXPECT(same(o[16], std::copysign(std::fmax(std::fabs(a), std::fabs(b)), std::signbit(a) != std::signbit(b) ? -1.0f : 1.0f)) || isNaN);
    EXPECT(bits(o[17]) == (bits(a) ^ 0x80000000u) && bits(o[18]) == (bits(a) & 0x7fffffffu));
    EXPECT(bits(o[19]) == ((bits(b) & 0x7fffffffu) | (bits(a) & 0x80000000u)));
    EXPECT(o[20] == (a < b) && o[21] == (a < b || a > b) && o[22] == (isNaN || a >= b) && o[23] == (isNaN || a == b));
    EXPECT(o[24] == isNaN && o[25] == !isNaN && o[26] == (isNaN || a > b));
    EXPECT(o[27] == (std::fpclassify(a) == FP_SUBNORMAL) && o[28] == (std::fpclassify(a) == FP_INFINITE));
    EXPECT(same(o[29], a >= 0 ? a : b));
    if (std::fabs(a) < 3 && a != 0) {
      EXPECT(std::fabs(o[30] - std::sin(a)) < 1e-6f && std::fabs(o[31] / std::exp2(a) - 1) < 1e-6f);
      EXPECT(a < 1e-37f || std::fabs(o[32] - std::log2(a)) < 4e-6f * std::fmax(1.0f, std::fabs(std::log2(a))));
      EXPECT(a < 1e-37f || std::fabs(o[33] * std::sqrt(a) - 1) < 1e-6f);
      EXPECT(std::fabs(o[34] - std::tanh(a)) < 1e-3f && (std::fabs(a) < 1e-37f || std::fabs(o[35] * a - 1) < 1e-6f));
    }
  }
  return finish();
}
