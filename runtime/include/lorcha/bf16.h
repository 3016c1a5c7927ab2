// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's bfloat16: __nv_bfloat16, __nv_bfloat162 and their functions (cuda_bf16.h). For plain C++ and for the
// translator's parse in CUDA mode. Conversions are rounded once; see lorcha/float16.h.
#ifndef LORCHA_BF16_H
#define LORCHA_BF16_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"
#include "lorcha/float16.h"
#include "lorcha/vector_types.h"

/// The bits, as a structure without constructors.
struct __nv_bfloat16_raw {
  unsigned short x;
};
struct __nv_bfloat162_raw {
  unsigned short x, y;
};

struct LORCHA_ALIGN(2) __nv_bfloat16 {
  __nv_bfloat16() = default;
  LORCHA_HD constexpr __nv_bfloat16(const __nv_bfloat16_raw &Raw) : __x(Raw.x) {}
#ifndef __CUDA_NO_BFLOAT16_CONVERSIONS__
  LORCHA_HD __nv_bfloat16(float X) : __x(lorcha::detail::narrowNearest<lorcha::detail::BfloatFormat>(X)) {}
  LORCHA_HD __nv_bfloat16(double X)
      : __x(lorcha::detail::narrow<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X)) {}
  template <class IntT, class = std::enable_if_t<std::is_integral<IntT>::value>>
  LORCHA_HD __nv_bfloat16(IntT X)
      : __x(lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(
            X)) {}

  LORCHA_HD operator float() const { return lorcha::detail::widen<lorcha::detail::BfloatFormat>(__x); }
  LORCHA_HD operator bool() const { return (__x & 0x7fff) != 0; }
  LORCHA_CONVERSIONS_TO_INTEGERS
#endif
  LORCHA_HD constexpr operator __nv_bfloat16_raw() const { return __nv_bfloat16_raw{__x}; }

  unsigned short __x;
};

struct LORCHA_ALIGN(4) __nv_bfloat162 {
  __nv_bfloat162() = default;
  LORCHA_HD constexpr __nv_bfloat162(const __nv_bfloat16 &X, const __nv_bfloat16 &Y) : x(X), y(Y) {}
  LORCHA_HD constexpr __nv_bfloat162(const __nv_bfloat162_raw &Raw)
      : x(__nv_bfloat16_raw{Raw.x}), y(__nv_bfloat16_raw{Raw.y}) {}
  LORCHA_HD constexpr operator __nv_bfloat162_raw() const { return __nv_bfloat162_raw{x.__x, y.__x}; }

  __nv_bfloat16 x, y;
};

namespace lorcha {
namespace detail {
template <> struct Float16Traits<__nv_bfloat16> {
  using Format = BfloatFormat;
};
template <> struct Float16PairTraits<__nv_bfloat162> {
  using Part = __nv_bfloat16;
};
} // namespace detail
} // namespace lorcha

#include "lorcha/float16_comparison.h"
#include "lorcha/float16_math.h"

/// From and to float and double.
LORCHA_INLINE __nv_bfloat16 __float2bfloat16(float X) { return lorcha::detail::nearest16<__nv_bfloat16>(X); }
LORCHA_INLINE __nv_bfloat16 __float2bfloat16_rn(float X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrow<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE __nv_bfloat16 __float2bfloat16_rz(float X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrow<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE __nv_bfloat16 __float2bfloat16_ru(float X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrow<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE __nv_bfloat16 __float2bfloat16_rd(float X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrow<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE __nv_bfloat16 __double2bfloat16(double X) {
  return lorcha::detail::nearest16<__nv_bfloat16>(X);
}
LORCHA_INLINE float __bfloat162float(__nv_bfloat16 X) { return lorcha::detail::widened(X); }

/// From and to integers.
LORCHA_INLINE int __bfloat162int_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __int2bfloat16_rn(int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE int __bfloat162int_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::TowardZero>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __int2bfloat16_rz(int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE int __bfloat162int_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __int2bfloat16_ru(int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE int __bfloat162int_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __int2bfloat16_rd(int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned int __bfloat162uint_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __uint2bfloat16_rn(unsigned int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned int __bfloat162uint_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __uint2bfloat16_rz(unsigned int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned int __bfloat162uint_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __uint2bfloat16_ru(unsigned int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned int __bfloat162uint_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __uint2bfloat16_rd(unsigned int X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE short __bfloat162short_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __short2bfloat16_rn(short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE short __bfloat162short_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::TowardZero>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __short2bfloat16_rz(short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE short __bfloat162short_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __short2bfloat16_ru(short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE short __bfloat162short_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __short2bfloat16_rd(short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned short __bfloat162ushort_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ushort2bfloat16_rn(unsigned short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned short __bfloat162ushort_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ushort2bfloat16_rz(unsigned short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned short __bfloat162ushort_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ushort2bfloat16_ru(unsigned short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned short __bfloat162ushort_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Down>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ushort2bfloat16_rd(unsigned short X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE long long __bfloat162ll_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ll2bfloat16_rn(long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE long long __bfloat162ll_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ll2bfloat16_rz(long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE long long __bfloat162ll_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ll2bfloat16_ru(long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE long long __bfloat162ll_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ll2bfloat16_rd(long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned long long __bfloat162ull_rn(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ull2bfloat16_rn(unsigned long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned long long __bfloat162ull_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ull2bfloat16_rz(unsigned long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned long long __bfloat162ull_ru(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Up>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ull2bfloat16_ru(unsigned long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned long long __bfloat162ull_rd(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Down>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __nv_bfloat16 __ull2bfloat16_rd(unsigned long long X) {
  return lorcha::detail::from16<__nv_bfloat16>(
      lorcha::detail::narrowInteger<lorcha::detail::BfloatFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE signed char __bfloat162char_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<signed char, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE unsigned char __bfloat162uchar_rz(__nv_bfloat16 X) {
  return lorcha::detail::toInteger<unsigned char, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}

/// The bits.
LORCHA_INLINE short __bfloat16_as_short(__nv_bfloat16 X) { return static_cast<short>(X.__x); }
LORCHA_INLINE unsigned short __bfloat16_as_ushort(__nv_bfloat16 X) { return X.__x; }
LORCHA_INLINE __nv_bfloat16 __short_as_bfloat16(short X) {
  return lorcha::detail::from16<__nv_bfloat16>(static_cast<uint16_t>(X));
}
LORCHA_INLINE __nv_bfloat16 __ushort_as_bfloat16(unsigned short X) {
  return lorcha::detail::from16<__nv_bfloat16>(X);
}

/// Pairs.
LORCHA_INLINE __nv_bfloat162 __float2bfloat162_rn(float X) {
  const __nv_bfloat16 Part = __float2bfloat16_rn(X);
  return __nv_bfloat162(Part, Part);
}
LORCHA_INLINE __nv_bfloat162 __floats2bfloat162_rn(float X, float Y) {
  return __nv_bfloat162(__float2bfloat16_rn(X), __float2bfloat16_rn(Y));
}
LORCHA_INLINE __nv_bfloat162 __float22bfloat162_rn(float2 X) { return __floats2bfloat162_rn(X.x, X.y); }
LORCHA_INLINE float2 __bfloat1622float2(__nv_bfloat162 X) {
  return {__bfloat162float(X.x), __bfloat162float(X.y)};
}
LORCHA_INLINE __nv_bfloat162 __bfloat162bfloat162(__nv_bfloat16 X) { return __nv_bfloat162(X, X); }
LORCHA_INLINE __nv_bfloat16 __low2bfloat16(__nv_bfloat162 X) { return X.x; }
LORCHA_INLINE __nv_bfloat16 __high2bfloat16(__nv_bfloat162 X) { return X.y; }
LORCHA_INLINE __nv_bfloat162 __low2bfloat162(__nv_bfloat162 X) { return __nv_bfloat162(X.x, X.x); }
LORCHA_INLINE __nv_bfloat162 __high2bfloat162(__nv_bfloat162 X) { return __nv_bfloat162(X.y, X.y); }
LORCHA_INLINE __nv_bfloat162 __lows2bfloat162(__nv_bfloat162 X, __nv_bfloat162 Y) {
  return __nv_bfloat162(X.x, Y.x);
}
LORCHA_INLINE __nv_bfloat162 __highs2bfloat162(__nv_bfloat162 X, __nv_bfloat162 Y) {
  return __nv_bfloat162(X.y, Y.y);
}
LORCHA_INLINE float __low2float(__nv_bfloat162 X) { return lorcha::detail::widened(X.x); }
LORCHA_INLINE float __high2float(__nv_bfloat162 X) { return lorcha::detail::widened(X.y); }
LORCHA_INLINE __nv_bfloat162 __lowhigh2highlow(__nv_bfloat162 X) { return __nv_bfloat162(X.y, X.x); }
LORCHA_INLINE __nv_bfloat162 __halves2bfloat162(__nv_bfloat16 X, __nv_bfloat16 Y) {
  return __nv_bfloat162(X, Y);
}
LORCHA_INLINE __nv_bfloat162 make_bfloat162(__nv_bfloat16 X, __nv_bfloat16 Y) { return __nv_bfloat162(X, Y); }

using nv_bfloat16 = __nv_bfloat16;
using nv_bfloat162 = __nv_bfloat162;

#include "lorcha/float16_device.h"

#include "lorcha/users_letters.h"
#endif
