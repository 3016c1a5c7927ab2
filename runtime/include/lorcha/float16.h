// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What __half and __nv_bfloat16 have in common: their conversions to and from float, rounded once in a stated
// mode, and the traits that the functions of lorcha/float16_arithmetic.h and its neighbours are written for.
// For plain C++ and for CUDA mode.
#ifndef LORCHA_FLOAT16_H
#define LORCHA_FLOAT16_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/convert.h"
#include <stdint.h>
#include <type_traits>

namespace lorcha {
namespace detail {

/// IEEE 754's binary16, and the upper half of binary32.
struct HalfFormat {
  static constexpr int MantissaBits = 10;
  static constexpr uint16_t Infinity = 0x7c00;
};
struct BfloatFormat {
  static constexpr int MantissaBits = 7;
  static constexpr uint16_t Infinity = 0x7f80;
};
constexpr uint16_t CanonicalNaN = 0x7fff; ///< what conversions give for NaN, in both formats

template <class FormatT> LORCHA_INLINE float widen(uint16_t Bits);
template <> LORCHA_INLINE float widen<BfloatFormat>(uint16_t Bits) {
  return bitCast<float>(static_cast<uint32_t>(Bits) << 16);
}
template <> LORCHA_INLINE float widen<HalfFormat>(uint16_t Bits) {
#if defined(__F16C__) && defined(__clang__) && !defined(__CUDA__) // GCC 12 does not vectorise it
  return static_cast<float>(bitCast<_Float16>(Bits));
#else
  const uint32_t Sign = (Bits & 0x8000u) << 16, Size = (Bits & 0x7fffu) << 13;
  // The exponent's bias differs by 112; the product is exact and makes subnormal numbers normal.
  const uint32_t Finite = bitCast<uint32_t>(bitCast<float>(Size) * 0x1p112f);
  const uint32_t Special = Size | 0x7f800000u | ((Bits & 0x3ffu) != 0 ? 0x00400000u : 0u);
  return bitCast<float>(Sign | ((Bits & 0x7c00u) == 0x7c00u ? Special : Finite));
#endif
}

/// The nearest number of the format, ties to even.
template <class FormatT> LORCHA_INLINE uint16_t narrowNearest(float X);
template <> LORCHA_INLINE uint16_t narrowNearest<BfloatFormat>(float X) {
  const uint32_t Bits = bitCast<uint32_t>(X);
  return X != X ? CanonicalNaN : static_cast<uint16_t>((Bits + 0x7fffu + (Bits >> 16 & 1)) >> 16);
}
template <> LORCHA_INLINE uint16_t narrowNearest<HalfFormat>(float X) {
#if defined(__F16C__) && defined(__clang__) && !defined(__CUDA__) // GCC 12 does not vectorise it
  return X != X ? CanonicalNaN : bitCast<uint16_t>(static_cast<_Float16>(X));
#else
  const uint32_t Bits = bitCast<uint32_t>(X), Size = Bits & 0x7fffffffu;
  // Normal results: the bias is changed and 13 bits are rounded off. A carry may reach the exponent, as it
  // should.
  const uint32_t Normal = (Size - (112u << 23) + 0xfffu + (Size >> 13 & 1)) >> 13;
  // Subnormal results: the unit of floats just above 1/2 is theirs, 2^-24.
  const uint32_t Subnormal = bitCast<uint32_t>(bitCast<float>(Size) + 0.5f) - 0x3f000000u;
  const uint32_t Finite = Size < 0x38800000u ? Subnormal : Normal;
  const uint32_t Result = Size >= 0x477ff000u ? 0x7c00u : Finite; // from 65520 on
  return X != X ? CanonicalNaN : static_cast<uint16_t>((Bits >> 16 & 0x8000u) | Result);
#endif
}

/// The number of the format on the given side of the given one.
LORCHA_INLINE uint16_t nextUp16(uint16_t Bits) {
  return static_cast<uint16_t>((Bits & 0x7fff) == 0 ? 1 : Bits & 0x8000 ? Bits - 1 : Bits + 1);
}
LORCHA_INLINE uint16_t nextDown16(uint16_t Bits) {
  return static_cast<uint16_t>((Bits & 0x7fff) == 0 ? 0x8001 : Bits & 0x8000 ? Bits + 1 : Bits - 1);
}

/// X rounded once in the mode.
template <class FormatT, Rounding Mode> LORCHA_INLINE uint16_t narrow(float X) {
  const uint16_t Nearest = narrowNearest<FormatT>(X);
  const float Back = widen<FormatT>(Nearest);
  const bool IsBelow = Back<X, IsAbove = Back> X;
  if ((Mode == Rounding::Up && IsBelow) || (Mode == Rounding::TowardZero && X < 0 && IsBelow))
    return nextUp16(Nearest);
  if ((Mode == Rounding::Down && IsAbove) || (Mode == Rounding::TowardZero && X > 0 && IsAbove))
    return nextDown16(Nearest);
  return Nearest;
}
/// X rounded to float such that rounding the result to 16 bits is as good as rounding X: where bits are lost,
/// the last one that is left is odd.
LORCHA_INLINE float roundToOddFloat(double X) {
  const float Nearest = static_cast<float>(X);
  const double Size = __builtin_fabs(X);
  const bool IsExact = Nearest == X || X != X, IsAbove = __builtin_fabsf(Nearest) > Size;
  const uint32_t Bits = bitCast<uint32_t>(Nearest);
  return IsExact ? Nearest : bitCast<float>((IsAbove ? Bits - 1 : Bits) | 1u);
}
template <class FormatT, Rounding Mode> LORCHA_INLINE uint16_t narrow(double X) {
  return narrow<FormatT, Mode>(roundToOddFloat(X));
}
/// Integers lose their low bits to oddness if double cannot hold them.
template <class IntT> LORCHA_INLINE double oddDouble(IntT X) {
  if (sizeof(IntT) < 8)
    return static_cast<double>(X);
  const bool IsNegative = X < 0;
  const uint64_t Size = IsNegative ? 0 - static_cast<uint64_t>(X) : static_cast<uint64_t>(X);
  const uint64_t Odd = Size >> 53 == 0 ? Size : (Size >> 11 | ((Size & 0x7ff) != 0)) << 11;
  return IsNegative ? -static_cast<double>(Odd) : static_cast<double>(Odd);
}
template <class FormatT, Rounding Mode, class IntT> LORCHA_INLINE uint16_t narrowInteger(IntT X) {
  return narrow<FormatT, Mode>(oddDouble(X));
}

/// A * B + C with one rounding: the product is exact in double, the sum is rounded to odd (its error is
/// Knuth's TwoSum).
template <class FormatT> LORCHA_INLINE uint16_t fusedMultiplyAddBits(uint16_t A, uint16_t B, uint16_t C) {
  const double Product = static_cast<double>(widen<FormatT>(A)) * static_cast<double>(widen<FormatT>(B));
  const double Z = widen<FormatT>(C);
  const double Sum = Product + Z, Part = Sum - Product, Error = (Product - (Sum - Part)) + (Z - Part);
  const uint64_t Bits = bitCast<uint64_t>(Sum);
  const bool Grow = (Error > 0) == (Sum > 0);
  const bool IsRight = (Bits & 1) != 0 || Error == 0 || Error != Error;
  return narrow<FormatT, Rounding::Nearest>(IsRight ? Sum : bitCast<double>(Grow ? Bits + 1 : Bits - 1));
}

/// The format of a 16-bit class, and for a pair of them the class of its parts; specialised beside each
/// class.
template <class T> struct Float16Traits {};
template <class T> struct Float16PairTraits {};
template <class T> using FormatOf = typename Float16Traits<T>::Format;
template <class T> using PartOf = typename Float16PairTraits<T>::Part;

/// ResultT if T is a 16-bit class, or a pair; otherwise no type, which takes a template out of overload
/// resolution.
template <class T, class ResultT, class = void> struct Result16 {};
template <class T, class ResultT> struct Result16<T, ResultT, std::void_t<FormatOf<T>>> {
  using Type = ResultT;
};
template <class T, class ResultT, class = void> struct ResultPair {};
template <class T, class ResultT> struct ResultPair<T, ResultT, std::void_t<PartOf<T>>> {
  using Type = ResultT;
};
template <class T, class ResultT> using For16 = typename Result16<T, ResultT>::Type;
template <class T, class ResultT> using ForPair = typename ResultPair<T, ResultT>::Type;
template <class T> using If16 = For16<T, T>;
template <class T> using IfPair = ForPair<T, T>;

/// T, where it is not deduced.
template <class T> struct NotDeduced {
  using Type = T;
};
template <class T> using Exactly = typename NotDeduced<T>::Type;

template <class T> LORCHA_INLINE uint16_t bits16(T X) { return bitCast<uint16_t>(X); }
template <class T> LORCHA_INLINE T from16(uint16_t Bits) { return bitCast<T>(Bits); }
template <class T> LORCHA_INLINE float widened(T X) { return widen<FormatOf<T>>(bits16(X)); }
template <class T> LORCHA_INLINE T nearest16(float X) { return from16<T>(narrowNearest<FormatOf<T>>(X)); }
template <class T> LORCHA_INLINE T nearest16(double X) {
  return from16<T>(narrow<FormatOf<T>, Rounding::Nearest>(X));
}
template <class T> LORCHA_INLINE bool isNaN16(T X) { return (bits16(X) & 0x7fff) > FormatOf<T>::Infinity; }

} // namespace detail
} // namespace lorcha

/// The conversions of a 16-bit number to integers: truncated, and the nearest that there is. One function for
/// each type: compilers try them at every operator, and a template takes them half as long again.
#define LORCHA_CONVERSION_TO(IntT)                                                                           \
  LORCHA_HD operator IntT() const {                                                                          \
    return lorcha::detail::toInteger<IntT, lorcha::detail::Rounding::TowardZero>(static_cast<float>(*this)); \
  }
#define LORCHA_CONVERSIONS_TO_INTEGERS                                                                       \
  LORCHA_CONVERSION_TO(char)                                                                                 \
  LORCHA_CONVERSION_TO(signed char)                                                                          \
  LORCHA_CONVERSION_TO(unsigned char)                                                                        \
  LORCHA_CONVERSION_TO(short)                                                                                \
  LORCHA_CONVERSION_TO(unsigned short)                                                                       \
  LORCHA_CONVERSION_TO(int)                                                                                  \
  LORCHA_CONVERSION_TO(unsigned)                                                                             \
  LORCHA_CONVERSION_TO(long)                                                                                 \
  LORCHA_CONVERSION_TO(unsigned long)                                                                        \
  LORCHA_CONVERSION_TO(long long)                                                                            \
  LORCHA_CONVERSION_TO(unsigned long long)

#endif
