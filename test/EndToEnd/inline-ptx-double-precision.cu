// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: double precision with roundings, bounds, comparisons and conversions.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cfenv>
#include <cmath>
#include <cstring>
#define ONE(name) asm(name " %0, %1;" : "=d"(*o++) : "d"(a))
#define TWO(name) asm(name " %0, %1, %2;" : "=d"(*o++) : "d"(a), "d"(b))
constexpr int Words = 16;
__global__ void run(const double *in, double *out, long long *integers) {
  double a = in[threadIdx.x], b = in[threadIdx.x + 64], *o = out + Words * threadIdx.x;
  TWO("add.rn.f64"); TWO("add.rz.f64"); TWO("mul.rm.f64"); TWO("div.rn.f64"); ONE("sqrt.rp.f64"); ONE("rcp.rn.f64");
  asm("fma.rz.f64 %0, %1, %2, %1;" : "=d"(*o++) : "d"(a), "d"(b));
  TWO("min.f64"); TWO("max.f64"); ONE("neg.f64"); TWO("copysign.f64"); ONE("cvt.rmi.f64.f64");
  asm("{ .reg .pred p; .reg .f64 one, zero; mov.f64 one, 0d3FF0000000000000; mov.f64 zero, 0.0;\n"
      "setp.leu.f64 p, %1, %2; selp.f64 %0, one, zero, p; }" : "=d"(*o++) : "d"(a), "d"(b));
  float f;
  asm("cvt.rz.f32.f64 %0, %1;" : "=f"(f) : "d"(a));
  asm("cvt.f64.f32 %0, %1;" : "=d"(*o++) : "f"(f));
  unsigned low, high;
  asm("mov.b64 {%0, %1}, %2;" : "=r"(low), "=r"(high) : "d"(a));
  asm("mov.b64 %0, {%1, %2};" : "=d"(*o++) : "r"(low), "r"(high ^ 0x80000000u));
  asm("cvt.rni.s64.f64 %0, %1;" : "=l"(integers[threadIdx.x]) : "d"(a));
  asm("cvt.rp.f64.u64 %0, %1;" : "=d"(*o++) : "l"(0xffffffffffff0001ull + threadIdx.x));
}

static bool same(double a, double b) { return (a != a && b != b) || std::memcmp(&a, &b, 8) == 0; }
template <class F> static double rounded(int mode, F compute) {
  std::fesetround(mode);
  double result = compute();
  std::fesetround(FE_TONEAREST);
  return result;
}

int main() {
  const double special[] = {0.0, -0.0, 1.5, INFINITY, NAN, 5e-324, -1e-310, 2.5, 1e300, -3.5};
  double *in = managed<double>(128), *out = managed<double>(64 * Words);
  long long *integers = managed<long long>(64);
  for (unsigned i = 0; i < 128; ++i)
    in[i] = i % 2 ? special[(i / 2 + i / 64) % 10] : (i * 2654435761u - 2e9) / (1 + i % 11);
  run<<<1, 64>>>(in, out, integers);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    volatile double a = in[i], b = in[i + 64];
    const double *o = out + Words * i;
    EXPECT(same(o[0], a + b) && same(o[1], rounded(FE_TOWARDZERO, [&] { return a + b; })));
    EXPECT(same(o[2], rounded(FE_DOWNWARD, [&] { return a * b; })) && same(o[3], a / b));
    EXPECT(same(o[4], rounded(FE_UPWARD, [&] { return std::sqrt(a); })) && same(o[5], 1.0 / a));
    EXPECT(same(o[6], rounded(FE_TOWARDZERO, [&] { return std::fma(a, b, a); })));
    bool below = a < b || (a == b && std::signbit(a));
    EXPECT(same(o[7], a != a ? b : b != b ? a : below ? a : b) && same(o[8], a != a ? b : b != b ? a : below ? b : a));
    EXPECT(same(o[9], -a) && same(o[10], std::copysign(b, a)) && same(o[11], std::floor(a)) && o[12] == !(a > b));
    float f = a;
    f = std::isfinite(a) && std::isinf(f) ? std::copysign(3.40282347e38f, f) : std::fabs(f) > std::fabs(a) ? std::nextafterf(f, 0) : f;
    EXPECT(same(o[13], f) && same(o[14], -a));
    long long integer = a != a ? -0x7fffffffffffffffll - 1 : a > 9.2e18 ? 0x7fffffffffffffffll : std::llrint(a);
    EXPECT(integers[i] == integer && o[15] >= 18446744073709486081.0 && o[15] < 18446744073709490177.0);
  }
  return finish();
}
