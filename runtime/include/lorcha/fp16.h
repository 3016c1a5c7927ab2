// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's half precision: __half, __half2 and their functions (cuda_fp16.h). For plain C++ and for the
// translator's parse in CUDA mode. Conversions are rounded once; see lorcha/float16.h.
#ifndef LORCHA_FP16_H
#define LORCHA_FP16_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"
#include "lorcha/float16.h"
#include "lorcha/vector_types.h"

/// The bits, as a structure without constructors.
struct __half_raw {
  unsigned short x;
};
struct __half2_raw {
  unsigned short x, y;
};

struct LORCHA_ALIGN(2) __half {
  __half() = default;
  LORCHA_HD constexpr __half(const __half_raw &Raw) : __x(Raw.x) {}
#ifndef __CUDA_NO_HALF_CONVERSIONS__
  LORCHA_HD __half(float X) : __x(lorcha::detail::narrowNearest<lorcha::detail::HalfFormat>(X)) {}
  LORCHA_HD __half(double X)
      : __x(lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X)) {}
  template <class IntT, class = std::enable_if_t<std::is_integral<IntT>::value>>
  LORCHA_HD __half(IntT X)
      : __x(lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X)) {
  }

  LORCHA_HD operator float() const { return lorcha::detail::widen<lorcha::detail::HalfFormat>(__x); }
  LORCHA_HD operator bool() const { return (__x & 0x7fff) != 0; }
  LORCHA_CONVERSIONS_TO_INTEGERS
#endif
  LORCHA_HD constexpr operator __half_raw() const { return __half_raw{__x}; }

  unsigned short __x;
};

struct LORCHA_ALIGN(4) __half2 {
  __half2() = default;
  LORCHA_HD constexpr __half2(const __half &X, const __half &Y) : x(X), y(Y) {}
  LORCHA_HD constexpr __half2(const __half2_raw &Raw) : x(__half_raw{Raw.x}), y(__half_raw{Raw.y}) {}
  LORCHA_HD constexpr operator __half2_raw() const { return __half2_raw{x.__x, y.__x}; }

  __half x, y;
};

namespace lorcha {
namespace detail {
template <> struct Float16Traits<__half> {
  using Format = HalfFormat;
};
template <> struct Float16PairTraits<__half2> {
  using Part = __half;
};
} // namespace detail
} // namespace lorcha

#include "lorcha/float16_comparison.h"
#include "lorcha/float16_math.h"

/// From and to float and double.
LORCHA_INLINE __half __float2half(float X) { return lorcha::detail::nearest16<__half>(X); }
LORCHA_INLINE __half __float2half_rn(float X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE __half __float2half_rz(float X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE __half __float2half_ru(float X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE __half __float2half_rd(float X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE __half __double2half(double X) { return lorcha::detail::nearest16<__half>(X); }
LORCHA_INLINE float __half2float(__half X) { return lorcha::detail::widened(X); }

/// From and to integers.
LORCHA_INLINE int __half2int_rn(__half X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __int2half_rn(int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE int __half2int_rz(__half X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::TowardZero>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __int2half_rz(int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE int __half2int_ru(__half X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __int2half_ru(int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE int __half2int_rd(__half X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __int2half_rd(int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned int __half2uint_rn(__half X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __uint2half_rn(unsigned int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned int __half2uint_rz(__half X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __uint2half_rz(unsigned int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned int __half2uint_ru(__half X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __uint2half_ru(unsigned int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned int __half2uint_rd(__half X) {
  return lorcha::detail::toInteger<unsigned int, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __uint2half_rd(unsigned int X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE short __half2short_rn(__half X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __short2half_rn(short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE short __half2short_rz(__half X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::TowardZero>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __short2half_rz(short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE short __half2short_ru(__half X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __short2half_ru(short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE short __half2short_rd(__half X) {
  return lorcha::detail::toInteger<short, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __short2half_rd(short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned short __half2ushort_rn(__half X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ushort2half_rn(unsigned short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned short __half2ushort_rz(__half X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ushort2half_rz(unsigned short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned short __half2ushort_ru(__half X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ushort2half_ru(unsigned short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned short __half2ushort_rd(__half X) {
  return lorcha::detail::toInteger<unsigned short, lorcha::detail::Rounding::Down>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ushort2half_rd(unsigned short X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE long long __half2ll_rn(__half X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Nearest>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ll2half_rn(long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE long long __half2ll_rz(__half X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ll2half_rz(long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE long long __half2ll_ru(__half X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Up>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ll2half_ru(long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE long long __half2ll_rd(__half X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Down>(lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ll2half_rd(long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE unsigned long long __half2ull_rn(__half X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Nearest>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ull2half_rn(unsigned long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>(X));
}
LORCHA_INLINE unsigned long long __half2ull_rz(__half X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ull2half_rz(unsigned long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::TowardZero>(X));
}
LORCHA_INLINE unsigned long long __half2ull_ru(__half X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Up>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ull2half_ru(unsigned long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Up>(X));
}
LORCHA_INLINE unsigned long long __half2ull_rd(__half X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Down>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE __half __ull2half_rd(unsigned long long X) {
  return lorcha::detail::from16<__half>(
      lorcha::detail::narrowInteger<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Down>(X));
}
LORCHA_INLINE signed char __half2char_rz(__half X) {
  return lorcha::detail::toInteger<signed char, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}
LORCHA_INLINE unsigned char __half2uchar_rz(__half X) {
  return lorcha::detail::toInteger<unsigned char, lorcha::detail::Rounding::TowardZero>(
      lorcha::detail::widened(X));
}

/// The bits.
LORCHA_INLINE short __half_as_short(__half X) { return static_cast<short>(X.__x); }
LORCHA_INLINE unsigned short __half_as_ushort(__half X) { return X.__x; }
LORCHA_INLINE __half __short_as_half(short X) {
  return lorcha::detail::from16<__half>(static_cast<uint16_t>(X));
}
LORCHA_INLINE __half __ushort_as_half(unsigned short X) { return lorcha::detail::from16<__half>(X); }

/// Pairs.
LORCHA_INLINE __half2 __float2half2_rn(float X) {
  const __half Part = __float2half_rn(X);
  return __half2(Part, Part);
}
LORCHA_INLINE __half2 __floats2half2_rn(float X, float Y) {
  return __half2(__float2half_rn(X), __float2half_rn(Y));
}
LORCHA_INLINE __half2 __float22half2_rn(float2 X) { return __floats2half2_rn(X.x, X.y); }
LORCHA_INLINE float2 __half22float2(__half2 X) { return {__half2float(X.x), __half2float(X.y)}; }
LORCHA_INLINE __half2 __half2half2(__half X) { return __half2(X, X); }
LORCHA_INLINE __half __low2half(__half2 X) { return X.x; }
LORCHA_INLINE __half __high2half(__half2 X) { return X.y; }
LORCHA_INLINE __half2 __low2half2(__half2 X) { return __half2(X.x, X.x); }
LORCHA_INLINE __half2 __high2half2(__half2 X) { return __half2(X.y, X.y); }
LORCHA_INLINE __half2 __lows2half2(__half2 X, __half2 Y) { return __half2(X.x, Y.x); }
LORCHA_INLINE __half2 __highs2half2(__half2 X, __half2 Y) { return __half2(X.y, Y.y); }
LORCHA_INLINE float __low2float(__half2 X) { return lorcha::detail::widened(X.x); }
LORCHA_INLINE float __high2float(__half2 X) { return lorcha::detail::widened(X.y); }
LORCHA_INLINE __half2 __lowhigh2highlow(__half2 X) { return __half2(X.y, X.x); }
LORCHA_INLINE __half2 __halves2half2(__half X, __half Y) { return __half2(X, Y); }
LORCHA_INLINE __half2 make_half2(__half X, __half Y) { return __half2(X, Y); }

using half = __half;
using half2 = __half2;
using __nv_half = __half;
using __nv_half2 = __half2;

#include "lorcha/float16_device.h"

#include "lorcha/users_letters.h"
#endif
