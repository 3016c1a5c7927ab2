// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's math functions that C's library lacks. What it has (sqrtf, exp, fmaf, erf, ...) comes from <math.h>.
// Single-precision functions are computed in double, hence within 1 ulp, except for rsqrtf. Bounds
// of the double ones are stated at each, as measured by test/DeviceLanguage/MathTest.cpp with glibc 2.36.
#ifndef LORCHA_CPU_MATH_H
#define LORCHA_CPU_MATH_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/inverse_error.h"
#include <math.h>
#include <stdlib.h>

namespace lorcha {

/// 1 / sqrt(X); within 1.5 ulp. Newer C libraries own the name.
LORCHA_INLINE double rsqrt(double X) { return 1 / __builtin_sqrt(X); }
LORCHA_INLINE float rsqrt(float X) { return 1 / __builtin_sqrtf(X); }
LORCHA_INLINE float rsqrtf(float X) { return 1 / __builtin_sqrtf(X); }

namespace detail {

/// X = Quarter / 2 + Rest with |Rest| <= 1/4, exactly; NaN for infinity. Quarter counts modulo 4.
struct HalfTurns {
  double Rest;
  int Quarter;
};
LORCHA_INLINE HalfTurns reduceHalfTurns(double X) {
  const double Turn = X - 2 * __builtin_rint(X * 0.5); // in [-1, 1]
  const double Twice = __builtin_rint(2 * Turn);       // -2 to 2
  return {Turn - 0.5 * Twice, X - X == 0 ? static_cast<int>(Twice) & 3 : 0};
}
constexpr double Pi = 3.14159265358979323846;

/// Negative zero for negative X, else zero.
LORCHA_INLINE double zeroLike(double X) { return __builtin_copysign(0.0, X); }

} // namespace detail

/// sin(pi X), cos(pi X): exact reduction, within 2 ulp. Newer C libraries own the names.
inline double sinpi(double X) {
  if (X == __builtin_trunc(X)) // integers, all numbers from 2^52 on, and infinity
    return X - X == 0 ? detail::zeroLike(X) : X - X;
  const detail::HalfTurns Half = detail::reduceHalfTurns(X);
  const double Angle = detail::Pi * Half.Rest;
  const double Value = Half.Quarter & 1 ? __builtin_cos(Angle) : __builtin_sin(Angle);
  return Half.Quarter & 2 ? -Value : Value;
}
inline double cospi(double X) {
  const detail::HalfTurns Half = detail::reduceHalfTurns(X);
  const double Angle = detail::Pi * Half.Rest;
  const double Value = Half.Quarter & 1 ? -__builtin_sin(Angle) : __builtin_cos(Angle);
  return (Half.Quarter & 2 ? -Value : Value) + 0.0; // no negative zero
}
LORCHA_INLINE float sinpi(float X) { return static_cast<float>(sinpi(static_cast<double>(X))); }
LORCHA_INLINE float cospi(float X) { return static_cast<float>(cospi(static_cast<double>(X))); }
LORCHA_INLINE float sinpif(float X) { return sinpi(X); }
LORCHA_INLINE float cospif(float X) { return cospi(X); }

namespace detail {

/// Square root of the sum of the squares of Count numbers, without overflow or underflow on the way.
inline double euclideanNorm(int Count, const double *P) {
  double Most = 0;
  bool HasNaN = false;
  for (int I = 0; I < Count; ++I) {
    const double Size = __builtin_fabs(P[I]);
    HasNaN |= Size != Size;
    Most = Size > Most ? Size : Most;
  }
  if (Most == 0 || Most > 1.7976931348623157e308)
    return HasNaN && Most == 0 ? __builtin_nan("") : Most; // infinity wins over NaN
  if (HasNaN)
    return __builtin_nan("");
  const int Exponent = __builtin_ilogb(Most);
  double Sum = 0, Carry = 0; // the sum in two parts
  for (int I = 0; I < Count; ++I) {
    const double X = __builtin_scalbn(P[I], -Exponent), Square = X * X;
    const double Next = Sum + Square, Part = Next - Sum;
    Carry += ((Sum - (Next - Part)) + (Square - Part)) + __builtin_fma(X, X, -Square);
    Sum = Next;
  }
  return __builtin_scalbn(__builtin_sqrt(Sum + Carry), Exponent);
}
/// 1 / euclideanNorm; right also where the norm overflows.
inline double reciprocalNorm(int Count, const double *P) {
  const double Norm = euclideanNorm(Count, P);
  if (Norm <= 1.7976931348623157e308 || Norm != Norm)
    return 1 / Norm;
  double Sum = 0;
  for (int I = 0; I < Count; ++I)
    Sum += (P[I] * 0x1p-600) * (P[I] * 0x1p-600);
  return 0x1p-600 / __builtin_sqrt(Sum);
}
/// 1 / cbrt(X): C's cbrt may be off by 4 ulp, which a Newton step with a compensated cube makes good.
inline double reciprocalCubeRoot(double X) {
  const double Y = 1 / cbrt(X), Square = Y * Y, SquareError = __builtin_fma(Y, Y, -Square);
  const double Cube = Square * Y, CubeError = __builtin_fma(Square, Y, -Cube) + SquareError * Y;
  const double Correction = (__builtin_fma(-X, Cube, 1.0) - X * CubeError) * Y / 3;
  return Correction - Correction == 0 ? Y + Correction : Y; // X or the cube may be 0, infinite or NaN
}
/// The norm of floats: their squares neither overflow nor vanish in double.
inline double norm(int Count, const float *P) {
  double Sum = 0;
  bool HasInfinity = false;
  for (int I = 0; I < Count; ++I) {
    Sum += static_cast<double>(P[I]) * P[I];
    HasInfinity |= __builtin_isinf(P[I]) != 0;
  }
  return HasInfinity ? __builtin_inf() : __builtin_sqrt(Sum);
}

} // namespace detail
} // namespace lorcha

/// X limited to [0, 1] has its own intrinsic, __saturatef. X / Y:
LORCHA_INLINE float fdividef(float X, float Y) { return X / Y; }
/// 1 / cbrt(X); within 2 ulp.
LORCHA_INLINE double rcbrt(double X) { return lorcha::detail::reciprocalCubeRoot(X); }
LORCHA_INLINE float rcbrtf(float X) { return static_cast<float>(1 / cbrt(static_cast<double>(X))); }
LORCHA_INLINE float rcbrt(float X) { return rcbrtf(X); }

/// sin and cos of pi X.
LORCHA_INLINE void sincospi(double X, double *Sin, double *Cos) {
  *Sin = lorcha::sinpi(X);
  *Cos = lorcha::cospi(X);
}
LORCHA_INLINE void sincospif(float X, float *Sin, float *Cos) {
  *Sin = lorcha::sinpi(X);
  *Cos = lorcha::cospi(X);
}
LORCHA_INLINE void sincospi(float X, float *Sin, float *Cos) { sincospif(X, Sin, Cos); }
/// CUDA's overload of the C library's sincos.
LORCHA_INLINE void sincos(float X, float *Sin, float *Cos) {
  *Sin = sinf(X);
  *Cos = cosf(X);
}

/// Euclidean norms and their reciprocals; within 1 ulp, reciprocals within 2.
inline double norm3d(double A, double B, double C) {
  const double P[] = {A, B, C};
  return lorcha::detail::euclideanNorm(3, P);
}
inline double norm4d(double A, double B, double C, double D) {
  const double P[] = {A, B, C, D};
  return lorcha::detail::euclideanNorm(4, P);
}
inline double norm(int Count, const double *P) { return lorcha::detail::euclideanNorm(Count, P); }
inline double rhypot(double A, double B) {
  const double P[] = {A, B};
  return lorcha::detail::reciprocalNorm(2, P);
}
inline double rnorm3d(double A, double B, double C) {
  const double P[] = {A, B, C};
  return lorcha::detail::reciprocalNorm(3, P);
}
inline double rnorm4d(double A, double B, double C, double D) {
  const double P[] = {A, B, C, D};
  return lorcha::detail::reciprocalNorm(4, P);
}
inline double rnorm(int Count, const double *P) { return lorcha::detail::reciprocalNorm(Count, P); }
LORCHA_INLINE float norm3df(float A, float B, float C) {
  const float P[] = {A, B, C};
  return static_cast<float>(lorcha::detail::norm(3, P));
}
LORCHA_INLINE float norm4df(float A, float B, float C, float D) {
  const float P[] = {A, B, C, D};
  return static_cast<float>(lorcha::detail::norm(4, P));
}
LORCHA_INLINE float normf(int Count, const float *P) {
  return static_cast<float>(lorcha::detail::norm(Count, P));
}
LORCHA_INLINE float rhypotf(float A, float B) {
  const float P[] = {A, B};
  return static_cast<float>(1 / lorcha::detail::norm(2, P));
}
LORCHA_INLINE float rnorm3df(float A, float B, float C) {
  const float P[] = {A, B, C};
  return static_cast<float>(1 / lorcha::detail::norm(3, P));
}
LORCHA_INLINE float rnorm4df(float A, float B, float C, float D) {
  const float P[] = {A, B, C, D};
  return static_cast<float>(1 / lorcha::detail::norm(4, P));
}
LORCHA_INLINE float rnormf(int Count, const float *P) {
  return static_cast<float>(1 / lorcha::detail::norm(Count, P));
}

/// Error functions; see lorcha/cpu/inverse_error.h.
LORCHA_INLINE double erfcx(double X) { return lorcha::detail::scaledErfc(X); }
LORCHA_INLINE double erfinv(double Y) { return lorcha::detail::inverseErf(Y); }
LORCHA_INLINE double erfcinv(double Z) { return lorcha::detail::inverseErfc(Z); }
LORCHA_INLINE double normcdf(double X) { return lorcha::detail::normalCdf(X); }
LORCHA_INLINE double normcdfinv(double P) {
  return -1.41421356237309504880 * lorcha::detail::inverseErfc(2 * P);
}
LORCHA_INLINE float erfcxf(float X) { return static_cast<float>(erfcx(static_cast<double>(X))); }
LORCHA_INLINE float erfinvf(float Y) { return static_cast<float>(erfinv(static_cast<double>(Y))); }
LORCHA_INLINE float erfcinvf(float Z) { return static_cast<float>(erfcinv(static_cast<double>(Z))); }
LORCHA_INLINE float normcdff(float X) { return static_cast<float>(normcdf(static_cast<double>(X))); }
LORCHA_INLINE float normcdfinvf(float P) { return static_cast<float>(normcdfinv(static_cast<double>(P))); }
LORCHA_INLINE float erfcx(float X) { return erfcxf(X); }
LORCHA_INLINE float erfinv(float Y) { return erfinvf(Y); }
LORCHA_INLINE float erfcinv(float Z) { return erfcinvf(Z); }
LORCHA_INLINE float normcdf(float X) { return normcdff(X); }
LORCHA_INLINE float normcdfinv(float P) { return normcdfinvf(P); }

/// Modified Bessel functions of the first kind.
LORCHA_INLINE double cyl_bessel_i0(double X) { return lorcha::detail::besselI<0>(X); }
LORCHA_INLINE double cyl_bessel_i1(double X) { return lorcha::detail::besselI<1>(X); }
LORCHA_INLINE float cyl_bessel_i0f(float X) { return static_cast<float>(lorcha::detail::besselI<0>(X)); }
LORCHA_INLINE float cyl_bessel_i1f(float X) { return static_cast<float>(lorcha::detail::besselI<1>(X)); }

/// CUDA's overloads of C's double functions for float.
LORCHA_INLINE float exp10(float X) { return static_cast<float>(::exp10(static_cast<double>(X))); }
LORCHA_INLINE float j0(float X) { return ::j0f(X); }
LORCHA_INLINE float j1(float X) { return ::j1f(X); }
LORCHA_INLINE float jn(int N, float X) { return ::jnf(N, X); }
LORCHA_INLINE float y0(float X) { return ::y0f(X); }
LORCHA_INLINE float y1(float X) { return ::y1f(X); }
LORCHA_INLINE float yn(int N, float X) { return ::ynf(N, X); }

/// The smaller or greater; the other one if one is NaN. A comparison and a choice, which vectorises where
/// fmin may not.
LORCHA_INLINE float min(float A, float B) { return A < B || B != B ? A : B; }
LORCHA_INLINE float max(float A, float B) { return A > B || B != B ? A : B; }
LORCHA_INLINE double min(double A, double B) { return A < B || B != B ? A : B; }
LORCHA_INLINE double max(double A, double B) { return A > B || B != B ? A : B; }
LORCHA_INLINE double min(float A, double B) { return min(static_cast<double>(A), B); }
LORCHA_INLINE double max(float A, double B) { return max(static_cast<double>(A), B); }
LORCHA_INLINE double min(double A, float B) { return min(A, static_cast<double>(B)); }
LORCHA_INLINE double max(double A, float B) { return max(A, static_cast<double>(B)); }

#endif
