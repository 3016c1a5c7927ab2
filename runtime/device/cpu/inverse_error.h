// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scaled complementary error function, the inverses of erf and erfc, the normal distribution and modified
// Bessel functions, in double. The inverses start from Winitzki's approximation (2008) and take Halley steps
// on C's erf and erfc; the rest are Taylor and asymptotic series (Abramowitz and
// Stegun 7.1.23, 9.6.10, 9.7.1).
#ifndef LORCHA_CPU_INVERSE_ERROR_H
#define LORCHA_CPU_INVERSE_ERROR_H

#include "lorcha/attributes.h"
#include <math.h>

namespace lorcha {
namespace detail {

constexpr double TwoOverRootPi = 1.12837916709551257390;

/// exp(X * X) with the rounding error of the square made good.
inline double expOfSquare(double X) {
  const double Square = X * X, Error = __builtin_fma(X, X, -Square);
  const double Value = exp(Square);
  return Value < __builtin_inf() ? Value + Value * Error : Value;
}

/// exp(X * X) * erfc(X); within 8 ulp.
inline double scaledErfc(double X) {
  if (X < 25)
    return X < -26.7 ? __builtin_inf() : expOfSquare(X) * erfc(X);
  // 1/(X sqrt(pi)) * sum over k of (-1)^k (2k-1)!! / (2 X^2)^k; for X >= 25 seven terms are enough.
  const double Q = -0.5 / X / X;
  double Sum = 1;
  for (int Term = 6; Term > 0; --Term)
    Sum = 1 + (2 * Term - 1) * Q * Sum;
  return 0.5 * TwoOverRootPi / X * Sum;
}

/// Winitzki's approximation of the inverse error function, from log(1 - y^2); relative error below 0.003.
inline double guessInverseErf(double LogOneMinusSquare) {
  constexpr double A = 0.147, Pi = 3.14159265358979323846;
  const double Half = 2 / (Pi * A) + 0.5 * LogOneMinusSquare;
  return sqrt(sqrt(Half * Half - LogOneMinusSquare / A) - Half);
}

/// x with erf(x) = Y, for 0 <= Y <= 1/2.
inline double inverseErfSmall(double Y) {
  if (Y < 1e-9) // the next term of the series is below half an ulp
    return Y / TwoOverRootPi;
  double X = Y < 0.01 ? Y / TwoOverRootPi : guessInverseErf(log1p(-Y * Y));
  for (int Step = 0; Step < 3; ++Step) {
    const double Newton = (erf(X) - Y) / (TwoOverRootPi * exp(-X * X));
    X -= Newton / (1 + X * Newton);
  }
  return X;
}
/// x with erfc(x) = Z, for 0 < Z < 1/2, by steps on the logarithm: erfc itself leaves the range of normal
/// numbers.
inline double inverseErfcSmall(double Z) {
  const double LogZ = log(Z);
  double X = guessInverseErf(LogZ + log(2 - Z));
  for (int Step = 0; Step < 3; ++Step) {
    const double Scaled = scaledErfc(X), Square = X * X;
    const double Excess = (log(Scaled) - LogZ - Square) - __builtin_fma(X, X, -Square);
    X += Excess * Scaled / TwoOverRootPi; // d/dx log(erfc(x)) = -2/sqrt(pi) / scaledErfc(x)
  }
  return X;
}

/// The inverse of erfc; within 6 ulp.
inline double inverseErfc(double Z) {
  if (!(Z >= 0 && Z <= 2))
    return __builtin_nan("");
  if (Z == 0 || Z == 2)
    return Z == 0 ? __builtin_inf() : -__builtin_inf();
  if (Z < 0.5)
    return inverseErfcSmall(Z);
  if (Z > 1.5)
    return -inverseErfcSmall(2 - Z);
  return Z <= 1 ? inverseErfSmall(1 - Z) : -inverseErfSmall(Z - 1);
}
/// The inverse of erf; within 6 ulp.
inline double inverseErf(double Y) {
  const double Size = __builtin_fabs(Y);
  if (!(Size <= 1))
    return __builtin_nan("");
  const double X = Size <= 0.5 ? inverseErfSmall(Size) : inverseErfc(1 - Size);
  return __builtin_copysign(X, Y);
}

/// The distribution function of the standard normal distribution, erfc(-X / sqrt(2)) / 2; within 8 ulp where
/// it is a normal number.
inline double normalCdf(double X) {
  constexpr double High = 0.70710678118654752440, Low = -4.8336466567264567e-17; // 1/sqrt(2)
  const double T = -X * High;
  if (!(__builtin_fabs(T) < 30)) // far in a tail, or NaN
    return 0.5 * erfc(T);
  const double Error = __builtin_fma(-X, High, -T) - X * Low;
  const double Slope = T > -6 ? TwoOverRootPi * exp(-T * T) : 0;
  return 0.5 * (erfc(T) - Slope * Error);
}

/// The modified Bessel function of the first kind of order 0 or 1; within 6 ulp.
template <int Order> inline double besselI(double X) {
  const double Size = __builtin_fabs(X);
  double Result;
  if (Size < 20) { // (x/2)^n * sum over k of (x^2/4)^k / (k! (k+n)!); long double since errors add up
    const long double Q = 0.25L * Size * Size;
    long double Sum = 1;
    for (int K = 50; K > 0; --K)
      Sum = 1 + Q / (K * (K + Order)) * Sum;
    Result = static_cast<double>(Order == 0 ? Sum : 0.5L * Size * Sum);
  } else if (Size < 720) { // e^x / sqrt(2 pi x) * sum over k of products of ((2k-1)^2 - 4 n^2) / (8 k x)
    double Sum = 1;
    for (int K = 30; K > 0; --K)
      Sum = 1 + ((2 * K - 1) * (2 * K - 1) - 4 * Order * Order) / (8 * K * Size) * Sum;
    const double Root = exp(0.5 * Size);
    Result = Root * (Sum * 0.39894228040143267794 / sqrt(Size)) * Root;
  } else
    Result = Size; // too large, infinite or NaN
  if (Size >= 720)
    Result = __builtin_inf();
  return Order == 1 && X < 0 ? -Result : Result;
}

} // namespace detail
} // namespace lorcha

#endif
