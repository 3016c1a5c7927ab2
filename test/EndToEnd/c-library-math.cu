// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C's math functions in device code, for float and double, against their long double forms on the host.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>

// clang-format off
#define FUNCTIONS(ONE, TWO, INT)                                                                                              \
  ONE(acos, 0.3) ONE(acosh, 1.7) ONE(asin, -0.4) ONE(asinh, 2.5) ONE(atan, -3.1) ONE(atanh, 0.6) ONE(cbrt, -5.) ONE(ceil, 1.2) \
  ONE(cos, 2.2) ONE(cosh, 1.1) ONE(erf, 0.7) ONE(erfc, 1.3) ONE(exp, -2.4) ONE(exp10, 1.6) ONE(exp2, 3.3) ONE(expm1, 0.01)     \
  ONE(fabs, -7.5) ONE(floor, -1.2) ONE(j0, 2.) ONE(j1, 2.) ONE(lgamma, 4.5) ONE(log, 9.) ONE(log10, 50.) ONE(log1p, 0.02)     \
  ONE(log2, 11.) ONE(logb, 20.) ONE(nearbyint, 2.5) ONE(rint, 3.5) ONE(round, 2.5) ONE(sin, 4.) ONE(sinh, -2.) ONE(sqrt, 7.)   \
  ONE(tan, 1.2) ONE(tanh, 0.8) ONE(tgamma, 5.5) ONE(trunc, -2.9) ONE(y0, 3.) ONE(y1, 3.) ONE(ilogb, 1000.) ONE(lrint, 2.5)     \
  ONE(llrint, -3.5) ONE(lround, 2.5) ONE(llround, -3.5)                                                                       \
  TWO(atan2, 1., -2.) TWO(copysign, 3., -1.) TWO(fdim, 5., 2.) TWO(fmax, 3., 4.) TWO(fmin, 3., 4.) TWO(fmod, 7.5, 2.)         \
  TWO(hypot, 3., 4.) TWO(nextafter, 1., 2.) TWO(pow, 3., 2.5) TWO(remainder, 7.5, 2.)                                         \
  INT(ldexp, 3., 4) INT(scalbn, 3., -4) INT(scalbln, 3., 5)
#define FLOAT(X) static_cast<float>(X)
#define DEVICE1(Name, X) d[n] = Name(one * X); f[n++] = Name##f(FLOAT(one * X));
#define DEVICE2(Name, X, Y) d[n] = Name(one * X, Y); f[n++] = Name##f(FLOAT(one * X), FLOAT(Y));
#define DEVICE3(Name, X, N) d[n] = Name(one * X, N); f[n++] = Name##f(FLOAT(one * X), N);
#define HOST1(Name, X) truth[n] = Name##l(X); floats[n++] = Name##l(FLOAT(X));
#define HOST2(Name, X, Y) truth[n] = Name##l(X, Y); floats[n++] = Name##l(FLOAT(X), Y);
// clang-format on

__global__ void run(double one, double *d, float *f, int *numbers, float *more) {
  int n = 0;
  FUNCTIONS(DEVICE1, DEVICE2, DEVICE3)
  numbers[0] = abs(static_cast<int>(-3 * one)) + static_cast<int>(labs(-4l) + llabs(-5ll));
  d[n] = frexp(40 * one, &numbers[1]) + remquo(29 * one, 3., &numbers[2]) + modf(3.75 * one, &d[n + 1]);
  d[n] += fma(one, 2., 3.) + jn(2, one) + yn(2, one);
  f[n] = frexpf(40, &numbers[3]) + remquof(29, 3, &numbers[4]) + modff(3.75f, &more[0]);
  f[n] += fmaf(1, 2, 3) + jnf(2, 1) + ynf(2, 1) + modf(FLOAT(one) * -2, &f[n + 1]);
  sincos(one, &d[n + 2], &d[n + 3]);
  sincosf(1, &more[1], &more[2]);
  double zero = one - 1;
  more[3] = isnan(nan("")) && isnan(nanf("")) && isinf(1 / zero) && isfinite(one) && signbit(-zero);
}

int main() {
  double *d = managed<double>(100);
  float *f = managed<float>(100), *more = managed<float>(4);
  int *numbers = managed<int>(5), n = 0;
  run<<<1, 1>>>(1, d, f, numbers, more);
  LAUNCH_OK();
  long double truth[100], floats[100];
  FUNCTIONS(HOST1, HOST2, HOST2)
  for (int i = 0; i < n; ++i) {
    bool isNext = truth[i] == nextafterl(1, 2);
    EXPECT(isNext ? d[i] == 1 + 0x1p-52 && f[i] == 1 + 0x1p-23f : fabsl(d[i] - truth[i]) <= 3e-15l * fabsl(truth[i]));
    EXPECT(isNext || fabsl(f[i] - floats[i]) <= 2e-6l * fabsl(floats[i]));
  }
  const double rest = 0.625 + -1 + 0.75 + 5 + jnl(2, 1) + ynl(2, 1);
  EXPECT(std::fabs(d[n] - rest) < 1e-14 && std::fabs(f[n] - rest) < 1e-5 && d[n + 1] == 3 && more[0] == 3 && f[n + 1] == -2);
  EXPECT(numbers[0] == 12 && numbers[1] == 6 && numbers[2] % 8 == 10 % 8 && numbers[3] == 6 && numbers[4] % 8 == 10 % 8);
  EXPECT(std::fabs(d[n + 2] - std::sin(1.0)) < 1e-15 && std::fabs(d[n + 3] - std::cos(1.0)) < 1e-15);
  EXPECT(std::fabs(more[1] - std::sin(1.0)) < 1e-6 && std::fabs(more[2] - std::cos(1.0)) < 1e-6 && more[3] == 1);
  return finish();
}
