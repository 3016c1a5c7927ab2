// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's fast single-precision functions: __expf, __logf, __sinf and so on. They are straight code without
// calls, so that loops over threads vectorise through them. glibc owns the CUDA names, hence names of our
// own. Error bounds are in units in the last place (ulp) of the result, as measured by
// test/DeviceLanguage/FastMathTest.cpp.
#ifndef LORCHA_CPU_FAST_MATH_H
#define LORCHA_CPU_FAST_MATH_H

#include "lorcha/attributes.h"
#include <stdint.h>

namespace lorcha {
namespace detail {

/// 2^Exponent for -126 <= Exponent <= 127.
LORCHA_INLINE float powerOfTwo(int Exponent) {
  const uint32_t Bits = (static_cast<uint32_t>(Exponent) + 127) << 23;
  float Result;
  __builtin_memcpy(&Result, &Bits, sizeof(Result));
  return Result;
}
/// The integer nearest to X, ties to even; |X| < 2^22. Any integer for NaN, where a conversion would be
/// undefined. The sum has its unit at 1, so its bits hold the integer.
LORCHA_INLINE int nearestInt(float X) {
  const float Sum = X + 12582912.0f; // 1.5 * 2^23
  int32_t Bits;
  __builtin_memcpy(&Bits, &Sum, sizeof(Bits));
  return Bits - 0x4b400000;
}

/// e^R * 2^Exponent for |R| <= 0.35 and -252 <= Exponent <= 254: the Taylor polynomial of degree 7.
LORCHA_INLINE float expOfReduced(float R, int Exponent) {
  float P = 1.0f / 5040;
  P = P * R + 1.0f / 720;
  P = P * R + 1.0f / 120;
  P = P * R + 1.0f / 24;
  P = P * R + 1.0f / 6;
  P = P * R + 0.5f;
  P = P * R + 1.0f;
  P = P * R + 1.0f;
  const int Half = Exponent >> 1; // two steps, since 2^Exponent may not be a normal number
  return P * powerOfTwo(Half) * powerOfTwo(Exponent - Half);
}
/// X limited to [Least, Most]; NaN stays.
LORCHA_INLINE float clampTo(float X, float Least, float Most) {
  const float AtLeast = X < Least ? Least : X;
  return AtLeast > Most ? Most : AtLeast;
}

/// X = 2^Exponent * (1 + S) / (1 - S) with |S| <= 0.172; log(X) = Exponent * log(2) + 2 * atanh(S).
struct LogParts {
  float Exponent, S;
};
LORCHA_INLINE LogParts splitForLog(float X) {
  const bool IsTiny = X < 1.17549435e-38f; // subnormal numbers are scaled up by 2^24
  const float Scaled = IsTiny ? X * 16777216.0f : X;
  uint32_t Bits;
  __builtin_memcpy(&Bits, &Scaled, sizeof(Bits));
  // 0x3f3504f3 is sqrt(1/2): the significand lands in [sqrt(1/2), sqrt(2)).
  const uint32_t Above = Bits - 0x3f3504f3u;
  const int Exponent = static_cast<int32_t>(Above) >> 23;
  const uint32_t Significand = (Above & 0x007fffffu) + 0x3f3504f3u;
  float M;
  __builtin_memcpy(&M, &Significand, sizeof(M));
  return {static_cast<float>(Exponent - (IsTiny ? 24 : 0)), (M - 1) / (M + 1)};
}
/// 2 * atanh(S) by its series.
LORCHA_INLINE float twiceAtanh(float S) {
  const float Q = S * S;
  float P = 2.0f / 9;
  P = P * Q + 2.0f / 7;
  P = P * Q + 2.0f / 5;
  P = P * Q + 2.0f / 3;
  return 2 * S + P * Q * S;
}
/// The values of log at the ends of its domain; otherwise Result.
LORCHA_INLINE float logAtEnds(float X, float Result) {
  Result = X == 0 ? -__builtin_inff() : Result;
  Result = X == __builtin_inff() ? X : Result;
  return X >= 0 ? Result : __builtin_nanf(""); // negative or NaN
}

/// sin and cos of the remainder of X by pi/2, and the quarter turns taken out. Arguments of 2^30 or more,
/// whose neighbours are ten turns apart, count as 0; infinity and NaN give NaN.
struct SinCos {
  float Sin, Cos;
  int Quarter;
};
LORCHA_INLINE SinCos sinCosReduced(float X) {
  const double Argument = __builtin_fabsf(X) < 1073741824.0f ? X : 0.0f;
  // The integer nearest to the number of quarter turns: the sum has its unit at 1, so its low bits hold the
  // integer.
  const double Sum = Argument * 0.63661977236758134308 + 6755399441055744.0; // 1.5 * 2^52
  int64_t Bits;
  __builtin_memcpy(&Bits, &Sum, sizeof(Bits));
  const int Quarter = static_cast<int>(static_cast<uint32_t>(Bits));
  // pi/2 in two parts; the first has 33 bits, so that its product with Quarter is nearly exact.
  const double Rest = (Argument - Quarter * 1.57079632673412561417) - Quarter * 6.07710050650619224932e-11;
  const float R = static_cast<float>(Rest) * (1 + (X - X)); // NaN for infinity and NaN
  const float Q = R * R;
  float S = 1.0f / 362880;
  S = S * Q - 1.0f / 5040;
  S = S * Q + 1.0f / 120;
  S = S * Q - 1.0f / 6;
  float C = -1.0f / 3628800;
  C = C * Q + 1.0f / 40320;
  C = C * Q - 1.0f / 720;
  C = C * Q + 1.0f / 24;
  C = C * Q - 0.5f;
  return {S * Q * R + R, C * Q + 1, Quarter};
}

} // namespace detail

/// __expf: within 2 ulp; CUDA allows 2 + |1.173 x|.
LORCHA_INLINE float fastExp(float X) {
  const float Clamped = detail::clampTo(X, -104, 89);
  const int Exponent = detail::nearestInt(Clamped * 1.44269504f);
  const float Whole = static_cast<float>(Exponent);
  const float R = (Clamped - Whole * 0.693145752f) - Whole * 1.42860677e-6f; // log(2) in two parts
  return detail::expOfReduced(R, Exponent);
}
/// exp2 in the manner of fastExp; within 2 ulp.
LORCHA_INLINE float fastExp2(float X) {
  const float Clamped = detail::clampTo(X, -151, 129);
  const int Exponent = detail::nearestInt(Clamped);
  return detail::expOfReduced((Clamped - static_cast<float>(Exponent)) * 0.693147181f, Exponent);
}
/// __exp10f: within 2 ulp.
LORCHA_INLINE float fastExp10(float X) {
  const float Clamped = detail::clampTo(X, -46, 39);
  const int Exponent = detail::nearestInt(Clamped * 3.32192809f);
  const float Whole = static_cast<float>(Exponent);
  const float Rest = (Clamped - Whole * 0.301025391f) - Whole * 4.60503907e-6f; // log10(2) in two parts
  return detail::expOfReduced(Rest * 2.30258509f, Exponent);
}

/// __logf: within 3 ulp.
LORCHA_INLINE float fastLog(float X) {
  const detail::LogParts Parts = detail::splitForLog(X);
  const float Low = Parts.Exponent * 1.42860677e-6f + detail::twiceAtanh(Parts.S);
  return detail::logAtEnds(X, Parts.Exponent * 0.693145752f + Low);
}
/// __log2f: within 3 ulp.
LORCHA_INLINE float fastLog2(float X) {
  const detail::LogParts Parts = detail::splitForLog(X);
  return detail::logAtEnds(X, Parts.Exponent + detail::twiceAtanh(Parts.S) * 1.44269504f);
}
/// __log10f: within 4 ulp.
LORCHA_INLINE float fastLog10(float X) {
  const detail::LogParts Parts = detail::splitForLog(X);
  const float Low = Parts.Exponent * 4.60503907e-6f + detail::twiceAtanh(Parts.S) * 0.434294482f;
  return detail::logAtEnds(X, Parts.Exponent * 0.301025391f + Low);
}
/// __powf: exp2(Y log2(X)), as CUDA defines it: NaN for negative X, and as inaccurate as Y log2(X) is large.
LORCHA_INLINE float fastPow(float X, float Y) { return Y == 0 ? 1.0f : fastExp2(Y * fastLog2(X)); }

/// __sinf, __cosf: within 2^-23 of the true value for |X| < pi, within 2^-22 for |X| < 2^30.
LORCHA_INLINE float fastSin(float X) {
  const detail::SinCos Both = detail::sinCosReduced(X);
  const float Value = Both.Quarter & 1 ? Both.Cos : Both.Sin;
  return Both.Quarter & 2 ? -Value : Value;
}
LORCHA_INLINE float fastCos(float X) {
  const detail::SinCos Both = detail::sinCosReduced(X);
  const float Value = Both.Quarter & 1 ? Both.Sin : Both.Cos;
  return (Both.Quarter + 1) & 2 ? -Value : Value;
}
/// __sincosf.
LORCHA_INLINE void fastSinCos(float X, float *Sin, float *Cos) {
  const detail::SinCos Both = detail::sinCosReduced(X);
  const float SinValue = Both.Quarter & 1 ? Both.Cos : Both.Sin,
              CosValue = Both.Quarter & 1 ? Both.Sin : Both.Cos;
  *Sin = Both.Quarter & 2 ? -SinValue : SinValue;
  *Cos = (Both.Quarter + 1) & 2 ? -CosValue : CosValue;
}
/// __tanf: the quotient of fastSin and fastCos.
LORCHA_INLINE float fastTan(float X) {
  const detail::SinCos Both = detail::sinCosReduced(X);
  return Both.Quarter & 1 ? -Both.Cos / Both.Sin : Both.Sin / Both.Cos;
}
/// __tanhf: within 2^-22 of the true value.
LORCHA_INLINE float fastTanh(float X) { return 1 - 2 / (fastExp(2 * X) + 1); }

} // namespace lorcha

/// X / Y.
LORCHA_INLINE float __fdividef(float X, float Y) { return X / Y; }
/// X limited to [0, 1]; 0 for NaN.
LORCHA_INLINE float __saturatef(float X) {
  const float AtLeast = X > 0 ? X : 0;
  return AtLeast < 1 ? AtLeast : 1;
}

#endif
