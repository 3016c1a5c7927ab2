// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic with a stated rounding mode: __fadd_ru, __dmul_rz, __fmaf_rd and the others of CUDA's "Single
// Precision Intrinsics" and "Double Precision Intrinsics". All are exact in IEEE 754's sense: the result is
// the exact value, rounded once in that mode. As in CUDA, none of them is merged into a fused multiply-add.
#ifndef LORCHA_CPU_ARITHMETIC_H
#define LORCHA_CPU_ARITHMETIC_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/round.h"
#include <fenv.h>

namespace lorcha {
namespace detail {

// Nothing here may be contracted. Clang has a pragma for it, which -ffp-contract=on and =fast-honor-pragmas
// obey; GCC has none, so where the target can fuse, products are written as fused operations and summands are
// hidden from it.
#if !defined(__clang__) && defined(__FMA__)
#define LORCHA_NO_CONTRACTION
LORCHA_INLINE float unfused(float X) {
  __asm__("" : "+x"(X));
  return X;
}
LORCHA_INLINE double unfused(double X) {
  __asm__("" : "+x"(X));
  return X;
}
LORCHA_INLINE float product(float A, float B) { return __builtin_fmaf(A, B, -0.0f); }
LORCHA_INLINE double product(double A, double B) { return __builtin_fma(A, B, -0.0); }
#else
#ifdef __clang__
#define LORCHA_NO_CONTRACTION _Pragma("clang fp contract(off)")
#else
#define LORCHA_NO_CONTRACTION
#endif
template <class FloatT> LORCHA_INLINE FloatT unfused(FloatT X) { return X; }
template <class FloatT> LORCHA_INLINE FloatT product(FloatT A, FloatT B) {
  LORCHA_NO_CONTRACTION
  return A * B;
}
#endif
template <class FloatT> LORCHA_INLINE FloatT sum(FloatT A, FloatT B) {
  LORCHA_NO_CONTRACTION
  return unfused(A) + unfused(B);
}

// Single precision: done in double, where products are exact and the errors of sums and quotients are known.

/// Value is the exact result rounded to double; Error has the sign of what the rounding took away, or is 0.
template <Rounding Mode> LORCHA_INLINE float directed(double Value, double Error) {
  const float Result = static_cast<float>(Value);
  const bool IsBelow = Result < Value || (Result == Value && Error > 0);
  const bool IsAbove = Result > Value || (Result == Value && Error < 0);
  return adjust<Mode>(Result, IsBelow, IsAbove);
}
/// Value, of which rounding took Error away, rounded to odd instead: a later rounding to float is then as
/// good as one.
LORCHA_INLINE double roundToOdd(double Value, double Error) {
  uint64_t Bits;
  __builtin_memcpy(&Bits, &Value, sizeof(Bits));
  return (Bits & 1) != 0 || Error == 0 ? Value : Error > 0 ? nextUp(Value) : nextDown(Value);
}
/// A + B for numbers that came from float or are products of two floats. The error is Knuth's TwoSum.
template <Rounding Mode> LORCHA_INLINE float directedSum(double A, double B) {
  LORCHA_NO_CONTRACTION
  const double Sum = A + B, PartB = Sum - A;
  const double Error = (A - (Sum - PartB)) + (B - PartB);
  const float Result = directed<Mode>(Sum, Error);
  if (Mode == Rounding::Down && Sum == 0) // an exact zero is negative unless both summands are +0
    return __builtin_signbit(A) || __builtin_signbit(B) ? -0.0f : 0.0f;
  return Result;
}
template <Rounding Mode> LORCHA_INLINE float directedQuotient(double A, double B) {
  const double Quotient = A / B, Rest = __builtin_fma(-Quotient, B, A);
  return directed<Mode>(Quotient, B < 0 ? -Rest : Rest);
}
template <Rounding Mode> LORCHA_INLINE float directedRoot(double A) {
  const double Root = __builtin_sqrt(A);
  return directed<Mode>(Root, __builtin_fma(-Root, Root, A));
}
/// 1 / sqrt(X) rounded to nearest. Y is off by a few units in its last place, Correction brings it to within
/// far less.
LORCHA_INLINE float reciprocalRoot(float X) {
  LORCHA_NO_CONTRACTION
  const double A = X, Y = 1 / __builtin_sqrt(A);
  const double Square = product(Y, Y), SquareError = __builtin_fma(Y, Y, -Square);
  const double Correction = 0.5 * Y * (__builtin_fma(-A, Square, 1.0) - A * SquareError);
  if (Correction != Correction) // X is 0, infinite, negative or NaN
    return static_cast<float>(Y);
  const double Better = Y + Correction, Error = Correction - (Better - Y);
  return static_cast<float>(roundToOdd(Better, Error));
}

// --- Double precision: the processor's rounding mode is switched

template <Rounding Mode>
constexpr int FenvMode = Mode == Rounding::Up           ? FE_UPWARD
                         : Mode == Rounding::Down       ? FE_DOWNWARD
                         : Mode == Rounding::TowardZero ? FE_TOWARDZERO
                                                        : FE_TONEAREST;
/// Operation(A, B, C) in the rounding mode. The volatile copies keep the operation between the two switches.
template <Rounding Mode, class OperationT>
__attribute__((noinline)) inline double inMode(double A, double B, double C, OperationT Operation) {
  volatile double InA = A, InB = B, InC = C, Out;
  const int Old = fegetround();
  fesetround(FenvMode<Mode>);
  Out = Operation(InA, InB, InC);
  fesetround(Old);
  return Out;
}
template <Rounding Mode> LORCHA_INLINE double add(double A, double B) {
  return inMode<Mode>(A, B, 0, [](double X, double Y, double) { return X + Y; });
}
template <Rounding Mode> LORCHA_INLINE double multiply(double A, double B) {
  return inMode<Mode>(A, B, 0, [](double X, double Y, double) { return X * Y; });
}
template <Rounding Mode> LORCHA_INLINE double divide(double A, double B) {
  return inMode<Mode>(A, B, 0, [](double X, double Y, double) { return X / Y; });
}
template <Rounding Mode> LORCHA_INLINE double squareRoot(double A) {
  return inMode<Mode>(A, 0, 0, [](double X, double, double) { return __builtin_sqrt(X); });
}
template <Rounding Mode> LORCHA_INLINE double fusedMultiplyAdd(double A, double B, double C) {
  return inMode<Mode>(A, B, C, [](double X, double Y, double Z) { return __builtin_fma(X, Y, Z); });
}

} // namespace detail
} // namespace lorcha

/// Single precision.
LORCHA_INLINE float __fadd_rn(float A, float B) { return lorcha::detail::sum(A, B); }
LORCHA_INLINE float __fadd_rz(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::TowardZero>(A, B);
}
LORCHA_INLINE float __fadd_ru(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Up>(A, B);
}
LORCHA_INLINE float __fadd_rd(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Down>(A, B);
}
LORCHA_INLINE float __fsub_rn(float A, float B) { return lorcha::detail::sum(A, -B); }
LORCHA_INLINE float __fsub_rz(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::TowardZero>(A, -B);
}
LORCHA_INLINE float __fsub_ru(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Up>(A, -B);
}
LORCHA_INLINE float __fsub_rd(float A, float B) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Down>(A, -B);
}
LORCHA_INLINE float __fmul_rn(float A, float B) { return lorcha::detail::product(A, B); }
LORCHA_INLINE float __fmul_rz(float A, float B) {
  return lorcha::detail::directed<lorcha::detail::Rounding::TowardZero>(static_cast<double>(A) * B, 0);
}
LORCHA_INLINE float __fmul_ru(float A, float B) {
  return lorcha::detail::directed<lorcha::detail::Rounding::Up>(static_cast<double>(A) * B, 0);
}
LORCHA_INLINE float __fmul_rd(float A, float B) {
  return lorcha::detail::directed<lorcha::detail::Rounding::Down>(static_cast<double>(A) * B, 0);
}
LORCHA_INLINE float __fmaf_rn(float A, float B, float C) { return __builtin_fmaf(A, B, C); }
LORCHA_INLINE float __fmaf_rz(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::TowardZero>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fmaf_ru(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Up>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fmaf_rd(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Down>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fmaf_ieee_rn(float A, float B, float C) { return __builtin_fmaf(A, B, C); }
LORCHA_INLINE float __fmaf_ieee_rz(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::TowardZero>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fmaf_ieee_ru(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Up>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fmaf_ieee_rd(float A, float B, float C) {
  return lorcha::detail::directedSum<lorcha::detail::Rounding::Down>(static_cast<double>(A) * B, C);
}
LORCHA_INLINE float __fdiv_rn(float A, float B) { return A / B; }
LORCHA_INLINE float __fdiv_rz(float A, float B) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::TowardZero>(A, B);
}
LORCHA_INLINE float __fdiv_ru(float A, float B) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::Up>(A, B);
}
LORCHA_INLINE float __fdiv_rd(float A, float B) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::Down>(A, B);
}
LORCHA_INLINE float __frcp_rn(float A) { return 1 / A; }
LORCHA_INLINE float __frcp_rz(float A) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::TowardZero>(1, A);
}
LORCHA_INLINE float __frcp_ru(float A) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::Up>(1, A);
}
LORCHA_INLINE float __frcp_rd(float A) {
  return lorcha::detail::directedQuotient<lorcha::detail::Rounding::Down>(1, A);
}
LORCHA_INLINE float __fsqrt_rn(float A) { return __builtin_sqrtf(A); }
LORCHA_INLINE float __fsqrt_rz(float A) {
  return lorcha::detail::directedRoot<lorcha::detail::Rounding::TowardZero>(A);
}
LORCHA_INLINE float __fsqrt_ru(float A) {
  return lorcha::detail::directedRoot<lorcha::detail::Rounding::Up>(A);
}
LORCHA_INLINE float __fsqrt_rd(float A) {
  return lorcha::detail::directedRoot<lorcha::detail::Rounding::Down>(A);
}
LORCHA_INLINE float __frsqrt_rn(float A) { return lorcha::detail::reciprocalRoot(A); }

/// Double precision.
LORCHA_INLINE double __dadd_rn(double A, double B) { return lorcha::detail::sum(A, B); }
LORCHA_INLINE double __dadd_rz(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::TowardZero>(A, B);
}
LORCHA_INLINE double __dadd_ru(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::Up>(A, B);
}
LORCHA_INLINE double __dadd_rd(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::Down>(A, B);
}
LORCHA_INLINE double __dsub_rn(double A, double B) { return lorcha::detail::sum(A, -B); }
LORCHA_INLINE double __dsub_rz(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::TowardZero>(A, -B);
}
LORCHA_INLINE double __dsub_ru(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::Up>(A, -B);
}
LORCHA_INLINE double __dsub_rd(double A, double B) {
  return lorcha::detail::add<lorcha::detail::Rounding::Down>(A, -B);
}
LORCHA_INLINE double __dmul_rn(double A, double B) { return lorcha::detail::product(A, B); }
LORCHA_INLINE double __dmul_rz(double A, double B) {
  return lorcha::detail::multiply<lorcha::detail::Rounding::TowardZero>(A, B);
}
LORCHA_INLINE double __dmul_ru(double A, double B) {
  return lorcha::detail::multiply<lorcha::detail::Rounding::Up>(A, B);
}
LORCHA_INLINE double __dmul_rd(double A, double B) {
  return lorcha::detail::multiply<lorcha::detail::Rounding::Down>(A, B);
}
LORCHA_INLINE double __fma_rn(double A, double B, double C) { return __builtin_fma(A, B, C); }
LORCHA_INLINE double __fma_rz(double A, double B, double C) {
  return lorcha::detail::fusedMultiplyAdd<lorcha::detail::Rounding::TowardZero>(A, B, C);
}
LORCHA_INLINE double __fma_ru(double A, double B, double C) {
  return lorcha::detail::fusedMultiplyAdd<lorcha::detail::Rounding::Up>(A, B, C);
}
LORCHA_INLINE double __fma_rd(double A, double B, double C) {
  return lorcha::detail::fusedMultiplyAdd<lorcha::detail::Rounding::Down>(A, B, C);
}
LORCHA_INLINE double __ddiv_rn(double A, double B) { return A / B; }
LORCHA_INLINE double __ddiv_rz(double A, double B) {
  return lorcha::detail::divide<lorcha::detail::Rounding::TowardZero>(A, B);
}
LORCHA_INLINE double __ddiv_ru(double A, double B) {
  return lorcha::detail::divide<lorcha::detail::Rounding::Up>(A, B);
}
LORCHA_INLINE double __ddiv_rd(double A, double B) {
  return lorcha::detail::divide<lorcha::detail::Rounding::Down>(A, B);
}
LORCHA_INLINE double __drcp_rn(double A) { return 1 / A; }
LORCHA_INLINE double __drcp_rz(double A) {
  return lorcha::detail::divide<lorcha::detail::Rounding::TowardZero>(1, A);
}
LORCHA_INLINE double __drcp_ru(double A) {
  return lorcha::detail::divide<lorcha::detail::Rounding::Up>(1, A);
}
LORCHA_INLINE double __drcp_rd(double A) {
  return lorcha::detail::divide<lorcha::detail::Rounding::Down>(1, A);
}
LORCHA_INLINE double __dsqrt_rn(double A) { return __builtin_sqrt(A); }
LORCHA_INLINE double __dsqrt_rz(double A) {
  return lorcha::detail::squareRoot<lorcha::detail::Rounding::TowardZero>(A);
}
LORCHA_INLINE double __dsqrt_ru(double A) {
  return lorcha::detail::squareRoot<lorcha::detail::Rounding::Up>(A);
}
LORCHA_INLINE double __dsqrt_rd(double A) {
  return lorcha::detail::squareRoot<lorcha::detail::Rounding::Down>(A);
}

#endif
