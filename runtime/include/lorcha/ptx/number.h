// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floating-point numbers of inline PTX: comparisons with NaN, bounds, conversions. Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_NUMBER_H
#define LORCHA_PTX_NUMBER_H

#include "lorcha/float16.h"
#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

LORCHA_PTX unsigned toBits(float A) { return __float_as_uint(A); }
LORCHA_PTX unsigned long long toBits(double A) {
  return static_cast<unsigned long long>(__double_as_longlong(A));
}
LORCHA_PTX float fromBits(unsigned A) { return __uint_as_float(A); }
LORCHA_PTX double fromBits(unsigned long long A) { return __longlong_as_double(static_cast<long long>(A)); }

/// .sat: into [0, 1]; NaN becomes 0.
LORCHA_PTX float saturate(float A) { return A > 0.0f ? (A < 1.0f ? A : 1.0f) : 0.0f; }
/// .ftz: subnormal numbers become zeros of their sign.
LORCHA_PTX float flush(float A) {
  return (toBits(A) & 0x7f800000u) == 0 ? fromBits(toBits(A) & 0x80000000u) : A;
}

// Comparisons: NaN makes the plain ones false and the others true.
template <class T> LORCHA_PTX bool equal(T A, T B) { return A == B; }
template <class T> LORCHA_PTX bool notEqual(T A, T B) { return A < B || A > B; }
template <class T> LORCHA_PTX bool less(T A, T B) { return A < B; }
template <class T> LORCHA_PTX bool lessEqual(T A, T B) { return A <= B; }
template <class T> LORCHA_PTX bool greater(T A, T B) { return A > B; }
template <class T> LORCHA_PTX bool greaterEqual(T A, T B) { return A >= B; }
template <class T> LORCHA_PTX bool equalOrNaN(T A, T B) { return !(A < B || A > B); }
template <class T> LORCHA_PTX bool notEqualOrNaN(T A, T B) { return A != B; }
template <class T> LORCHA_PTX bool lessOrNaN(T A, T B) { return !(A >= B); }
template <class T> LORCHA_PTX bool lessEqualOrNaN(T A, T B) { return !(A > B); }
template <class T> LORCHA_PTX bool greaterOrNaN(T A, T B) { return !(A <= B); }
template <class T> LORCHA_PTX bool greaterEqualOrNaN(T A, T B) { return !(A < B); }
template <class T> LORCHA_PTX bool bothNumbers(T A, T B) { return A == A && B == B; }
template <class T> LORCHA_PTX bool anyNaN(T A, T B) { return A != A || B != B; }

LORCHA_PTX float canonicalNaN(float) { return fromBits(0x7fffffffu); }
LORCHA_PTX double canonicalNaN(double) { return fromBits(0x7fffffffffffffffull); }

/// The lesser and the greater number; -0 is less than 0, and a number counts for more than NaN.
template <class T> LORCHA_PTX T minNumber(T A, T B) {
  if (A != A)
    return B != B ? canonicalNaN(A) : B;
  if (B != B)
    return A;
  if (A == B)
    return fromBits(toBits(A) | toBits(B));
  return A < B ? A : B;
}
template <class T> LORCHA_PTX T maxNumber(T A, T B) {
  if (A != A)
    return B != B ? canonicalNaN(A) : B;
  if (B != B)
    return A;
  if (A == B)
    return fromBits(toBits(A) & toBits(B));
  return A > B ? A : B;
}
/// .NaN: NaN if one of them is.
LORCHA_PTX float minOrNaN(float A, float B) { return A != A || B != B ? canonicalNaN(A) : minNumber(A, B); }
LORCHA_PTX float maxOrNaN(float A, float B) { return A != A || B != B ? canonicalNaN(A) : maxNumber(A, B); }
/// .xorsign.abs: of the sizes, with the sign of the product.
LORCHA_PTX float withProductSign(float Size, float A, float B) {
  return fromBits(toBits(Size) | ((toBits(A) ^ toBits(B)) & 0x80000000u));
}
LORCHA_PTX float sizeOf(float A) { return fromBits(toBits(A) & 0x7fffffffu); }
LORCHA_PTX float minXorSign(float A, float B) {
  return withProductSign(minNumber(sizeOf(A), sizeOf(B)), A, B);
}
LORCHA_PTX float maxXorSign(float A, float B) {
  return withProductSign(maxNumber(sizeOf(A), sizeOf(B)), A, B);
}

// testp.
LORCHA_PTX unsigned exponentOf(float A) { return toBits(A) >> 23 & 0xff; }
LORCHA_PTX unsigned exponentOf(double A) { return static_cast<unsigned>(toBits(A) >> 52) & 0x7ff; }
LORCHA_PTX unsigned specialExponent(float) { return 0xff; }
LORCHA_PTX unsigned specialExponent(double) { return 0x7ff; }
template <class T> LORCHA_PTX bool isFinite(T A) { return exponentOf(A) != specialExponent(A); }
template <class T> LORCHA_PTX bool isInfinite(T A) { return A == A && exponentOf(A) == specialExponent(A); }
template <class T> LORCHA_PTX bool isNormal(T A) { return exponentOf(A) != 0 && isFinite(A); }
template <class T> LORCHA_PTX bool isSubnormal(T A) { return exponentOf(A) == 0 && A != static_cast<T>(0); }

/// The nearest number of 10 bits behind the point, ties away from zero; infinities and NaN stay.
LORCHA_PTX unsigned toTf32(float A) {
  return (toBits(A) & 0x7f800000u) == 0x7f800000u ? toBits(A) : (toBits(A) + 0x1000u) & 0xffffe000u;
}

/// The integer, saturated; NaN as the machine has it.
template <class T, detail::Rounding Mode, class FloatT> LORCHA_PTX T toInteger(FloatT A) {
  return detail::toInteger<T, Mode>(A);
}
/// Integers of 8 and 16 bits are exact in every format.
template <class FloatT, detail::Rounding Mode, class T> LORCHA_PTX FloatT toFloat(T A) {
  if constexpr (sizeof(T) < 4 || sizeof(T) < sizeof(FloatT))
    return static_cast<FloatT>(A);
  else
    return detail::fromInteger<FloatT, Mode>(A);
}

} // namespace ptx
} // namespace lorcha

#endif
