// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's type casting intrinsics ("Type Casting Intrinsics" of the CUDA Math API). Float to integer
// conversions saturate.
#ifndef LORCHA_CPU_CAST_H
#define LORCHA_CPU_CAST_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/convert.h"

/// The bits of a number as another type.
LORCHA_INLINE int __float_as_int(float X) { return lorcha::detail::bitCast<int>(X); }
LORCHA_INLINE unsigned __float_as_uint(float X) { return lorcha::detail::bitCast<unsigned>(X); }
LORCHA_INLINE float __int_as_float(int X) { return lorcha::detail::bitCast<float>(X); }
LORCHA_INLINE float __uint_as_float(unsigned X) { return lorcha::detail::bitCast<float>(X); }
LORCHA_INLINE long long __double_as_longlong(double X) { return lorcha::detail::bitCast<long long>(X); }
LORCHA_INLINE double __longlong_as_double(long long X) { return lorcha::detail::bitCast<double>(X); }
LORCHA_INLINE int __double2hiint(double X) { return static_cast<int>(__double_as_longlong(X) >> 32); }
LORCHA_INLINE int __double2loint(double X) {
  return static_cast<int>(static_cast<unsigned>(__double_as_longlong(X)));
}
LORCHA_INLINE double __hiloint2double(int High, int Low) {
  return lorcha::detail::bitCast<double>(static_cast<unsigned long long>(static_cast<unsigned>(High)) << 32 |
                                         static_cast<unsigned>(Low));
}

/// float to integer.
LORCHA_INLINE int __float2int_rn(float X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE int __float2int_rz(float X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE int __float2int_ru(float X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE int __float2int_rd(float X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE unsigned __float2uint_rn(float X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE unsigned __float2uint_rz(float X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE unsigned __float2uint_ru(float X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE unsigned __float2uint_rd(float X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE long long __float2ll_rn(float X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE long long __float2ll_rz(float X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE long long __float2ll_ru(float X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE long long __float2ll_rd(float X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE unsigned long long __float2ull_rn(float X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE unsigned long long __float2ull_rz(float X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE unsigned long long __float2ull_ru(float X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE unsigned long long __float2ull_rd(float X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Down>(X);
}

/// double to integer.
LORCHA_INLINE int __double2int_rn(double X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE int __double2int_rz(double X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE int __double2int_ru(double X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE int __double2int_rd(double X) {
  return lorcha::detail::toInteger<int, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE unsigned __double2uint_rn(double X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE unsigned __double2uint_rz(double X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE unsigned __double2uint_ru(double X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE unsigned __double2uint_rd(double X) {
  return lorcha::detail::toInteger<unsigned, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE long long __double2ll_rn(double X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE long long __double2ll_rz(double X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE long long __double2ll_ru(double X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE long long __double2ll_rd(double X) {
  return lorcha::detail::toInteger<long long, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE unsigned long long __double2ull_rn(double X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE unsigned long long __double2ull_rz(double X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE unsigned long long __double2ull_ru(double X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE unsigned long long __double2ull_rd(double X) {
  return lorcha::detail::toInteger<unsigned long long, lorcha::detail::Rounding::Down>(X);
}

/// Integer to float.
LORCHA_INLINE float __int2float_rn(int X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE float __int2float_rz(int X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE float __int2float_ru(int X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE float __int2float_rd(int X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE float __uint2float_rn(unsigned X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE float __uint2float_rz(unsigned X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE float __uint2float_ru(unsigned X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE float __uint2float_rd(unsigned X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE float __ll2float_rn(long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE float __ll2float_rz(long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE float __ll2float_ru(long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE float __ll2float_rd(long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE float __ull2float_rn(unsigned long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE float __ull2float_rz(unsigned long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE float __ull2float_ru(unsigned long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE float __ull2float_rd(unsigned long long X) {
  return lorcha::detail::fromInteger<float, lorcha::detail::Rounding::Down>(X);
}

/// Integer to double. 32 bits always fit.
LORCHA_INLINE double __int2double_rn(int X) { return X; }
LORCHA_INLINE double __uint2double_rn(unsigned X) { return X; }
LORCHA_INLINE double __ll2double_rn(long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE double __ll2double_rz(long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE double __ll2double_ru(long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE double __ll2double_rd(long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Down>(X);
}
LORCHA_INLINE double __ull2double_rn(unsigned long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE double __ull2double_rz(unsigned long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE double __ull2double_ru(unsigned long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE double __ull2double_rd(unsigned long long X) {
  return lorcha::detail::fromInteger<double, lorcha::detail::Rounding::Down>(X);
}

/// double to float.
LORCHA_INLINE float __double2float_rn(double X) {
  return lorcha::detail::toFloat<lorcha::detail::Rounding::Nearest>(X);
}
LORCHA_INLINE float __double2float_rz(double X) {
  return lorcha::detail::toFloat<lorcha::detail::Rounding::TowardZero>(X);
}
LORCHA_INLINE float __double2float_ru(double X) {
  return lorcha::detail::toFloat<lorcha::detail::Rounding::Up>(X);
}
LORCHA_INLINE float __double2float_rd(double X) {
  return lorcha::detail::toFloat<lorcha::detail::Rounding::Down>(X);
}

#endif
