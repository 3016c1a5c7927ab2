// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's complex numbers (cuComplex.h): types and functions in both precisions. For C, C++ and CUDA mode.
#ifndef LORCHA_COMPLEX_H
#define LORCHA_COMPLEX_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"
#include "lorcha/vector_types.h"

typedef float2 cuFloatComplex;
typedef double2 cuDoubleComplex;
typedef cuFloatComplex cuComplex;

/// Float precision.
LORCHA_INLINE cuFloatComplex make_cuFloatComplex(float Real, float Imaginary) {
  cuFloatComplex Z = {Real, Imaginary};
  return Z;
}
LORCHA_INLINE float cuCrealf(cuFloatComplex X) { return X.x; }
LORCHA_INLINE float cuCimagf(cuFloatComplex X) { return X.y; }
LORCHA_INLINE cuFloatComplex cuConjf(cuFloatComplex X) { return make_cuFloatComplex(X.x, -X.y); }
LORCHA_INLINE cuFloatComplex cuCaddf(cuFloatComplex X, cuFloatComplex Y) {
  return make_cuFloatComplex(X.x + Y.x, X.y + Y.y);
}
LORCHA_INLINE cuFloatComplex cuCsubf(cuFloatComplex X, cuFloatComplex Y) {
  return make_cuFloatComplex(X.x - Y.x, X.y - Y.y);
}
LORCHA_INLINE cuFloatComplex cuCmulf(cuFloatComplex X, cuFloatComplex Y) {
  return make_cuFloatComplex(X.x * Y.x - X.y * Y.y, X.x * Y.y + X.y * Y.x);
}
/// X / Y. Y is scaled to a size near 1 first, so that its square neither overflows nor vanishes.
LORCHA_INLINE cuFloatComplex cuCdivf(cuFloatComplex X, cuFloatComplex Y) {
  const float Scale = 1 / (__builtin_fabsf(Y.x) + __builtin_fabsf(Y.y));
  const float A = X.x * Scale, B = X.y * Scale, C = Y.x * Scale, D = Y.y * Scale,
              Inverse = 1 / (C * C + D * D);
  return make_cuFloatComplex((A * C + B * D) * Inverse, (B * C - A * D) * Inverse);
}
/// |X|, without overflow on the way.
LORCHA_INLINE float cuCabsf(cuFloatComplex X) { return __builtin_hypotf(X.x, X.y); }
/// X * Y + Z.
LORCHA_INLINE cuFloatComplex cuCfmaf(cuFloatComplex X, cuFloatComplex Y, cuFloatComplex Z) {
  return make_cuFloatComplex(__builtin_fmaf(-X.y, Y.y, __builtin_fmaf(X.x, Y.x, Z.x)),
                             __builtin_fmaf(X.y, Y.x, __builtin_fmaf(X.x, Y.y, Z.y)));
}

/// Double precision.
LORCHA_INLINE cuDoubleComplex make_cuDoubleComplex(double Real, double Imaginary) {
  cuDoubleComplex Z = {Real, Imaginary};
  return Z;
}
LORCHA_INLINE double cuCreal(cuDoubleComplex X) { return X.x; }
LORCHA_INLINE double cuCimag(cuDoubleComplex X) { return X.y; }
LORCHA_INLINE cuDoubleComplex cuConj(cuDoubleComplex X) { return make_cuDoubleComplex(X.x, -X.y); }
LORCHA_INLINE cuDoubleComplex cuCadd(cuDoubleComplex X, cuDoubleComplex Y) {
  return make_cuDoubleComplex(X.x + Y.x, X.y + Y.y);
}
LORCHA_INLINE cuDoubleComplex cuCsub(cuDoubleComplex X, cuDoubleComplex Y) {
  return make_cuDoubleComplex(X.x - Y.x, X.y - Y.y);
}
LORCHA_INLINE cuDoubleComplex cuCmul(cuDoubleComplex X, cuDoubleComplex Y) {
  return make_cuDoubleComplex(X.x * Y.x - X.y * Y.y, X.x * Y.y + X.y * Y.x);
}
/// X / Y. Y is scaled to a size near 1 first, so that its square neither overflows nor vanishes.
LORCHA_INLINE cuDoubleComplex cuCdiv(cuDoubleComplex X, cuDoubleComplex Y) {
  const double Scale = 1 / (__builtin_fabs(Y.x) + __builtin_fabs(Y.y));
  const double A = X.x * Scale, B = X.y * Scale, C = Y.x * Scale, D = Y.y * Scale,
               Inverse = 1 / (C * C + D * D);
  return make_cuDoubleComplex((A * C + B * D) * Inverse, (B * C - A * D) * Inverse);
}
/// |X|, without overflow on the way.
LORCHA_INLINE double cuCabs(cuDoubleComplex X) { return __builtin_hypot(X.x, X.y); }
/// X * Y + Z.
LORCHA_INLINE cuDoubleComplex cuCfma(cuDoubleComplex X, cuDoubleComplex Y, cuDoubleComplex Z) {
  return make_cuDoubleComplex(__builtin_fma(-X.y, Y.y, __builtin_fma(X.x, Y.x, Z.x)),
                              __builtin_fma(X.y, Y.x, __builtin_fma(X.x, Y.y, Z.y)));
}

LORCHA_INLINE cuComplex make_cuComplex(float Real, float Imaginary) {
  return make_cuFloatComplex(Real, Imaginary);
}
LORCHA_INLINE cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex X) {
  return make_cuDoubleComplex(X.x, X.y);
}
LORCHA_INLINE cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex X) {
  return make_cuFloatComplex((float)X.x, (float)X.y);
}

#include "lorcha/users_letters.h"
#endif
