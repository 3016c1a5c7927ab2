// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Complex numbers as CUDA's cuComplex.h has them: float2 and double2 and functions on them. For C, C++ and
// the translator's parse. Absolute values and quotients are scaled, so that they overflow only when the
// result does.
#ifndef LORCHA_COMPLEX_H
#define LORCHA_COMPLEX_H

#include "lorcha/vector_functions.h"
#include <math.h>

typedef float2 cuFloatComplex;
typedef double2 cuDoubleComplex;
typedef cuFloatComplex cuComplex;

#define LORCHA_COMPLEX(Complex, Real, Make, RealPart, ImagPart, Conj, Add, Sub, Mul, Div, Abs, Fma, Fabs,    \
                       Sqrt)                                                                                 \
  LORCHA_INLINE Complex Make(Real r, Real i) {                                                               \
    Complex Z = {r, i};                                                                                      \
    return Z;                                                                                                \
  }                                                                                                          \
  LORCHA_INLINE Real RealPart(Complex x) { return x.x; }                                                     \
  LORCHA_INLINE Real ImagPart(Complex x) { return x.y; }                                                     \
  LORCHA_INLINE Complex Conj(Complex x) { return Make(x.x, -x.y); }                                          \
  LORCHA_INLINE Complex Add(Complex x, Complex y) { return Make(x.x + y.x, x.y + y.y); }                     \
  LORCHA_INLINE Complex Sub(Complex x, Complex y) { return Make(x.x - y.x, x.y - y.y); }                     \
  LORCHA_INLINE Complex Mul(Complex x, Complex y) {                                                          \
    return Make(x.x * y.x - x.y * y.y, x.x * y.y + x.y * y.x);                                               \
  }                                                                                                          \
  LORCHA_INLINE Complex Div(Complex x, Complex y) {                                                          \
    Real Scale = 1 / (Fabs(y.x) + Fabs(y.y));                                                                \
    Real A = x.x * Scale, B = x.y * Scale, C = y.x * Scale, D = y.y * Scale;                                 \
    Real Inverse = 1 / (C * C + D * D);                                                                      \
    return Make((A * C + B * D) * Inverse, (B * C - A * D) * Inverse);                                       \
  }                                                                                                          \
  LORCHA_INLINE Real Abs(Complex x) {                                                                        \
    Real A = Fabs(x.x), B = Fabs(x.y), Large = A > B ? A : B, Small = A > B ? B : A;                         \
    if (Large == 0 || Large - Large != 0 || Small != Small) /* zero, infinite or not a number */             \
      return Large + Small;                                                                                  \
    Real Ratio = Small / Large;                                                                              \
    return Large * Sqrt(1 + Ratio * Ratio);                                                                  \
  }                                                                                                          \
  LORCHA_INLINE Complex Fma(Complex x, Complex y, Complex d) {                                               \
    return Make(x.x * y.x - x.y * y.y + d.x, x.x * y.y + x.y * y.x + d.y);                                   \
  }

LORCHA_COMPLEX(cuFloatComplex, float, make_cuFloatComplex, cuCrealf, cuCimagf, cuConjf, cuCaddf, cuCsubf,
               cuCmulf, cuCdivf, cuCabsf, cuCfmaf, fabsf, sqrtf)
LORCHA_COMPLEX(cuDoubleComplex, double, make_cuDoubleComplex, cuCreal, cuCimag, cuConj, cuCadd, cuCsub,
               cuCmul, cuCdiv, cuCabs, cuCfma, fabs, sqrt)
#undef LORCHA_COMPLEX

LORCHA_INLINE cuComplex make_cuComplex(float x, float y) { return make_cuFloatComplex(x, y); }
LORCHA_INLINE cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex c) {
  return make_cuDoubleComplex(c.x, c.y);
}
LORCHA_INLINE cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex c) {
  return make_cuFloatComplex((float)c.x, (float)c.y);
}

#endif
