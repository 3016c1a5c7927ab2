// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's 8-bit floating-point formats (cuda_fp8.h): E4M3 and E5M2 of the Open Compute Project's OFP8
// specification, alone, in pairs and in fours. Conversions round once, to nearest even. For plain C++ and for
// the translator's parse in CUDA mode.
#ifndef LORCHA_FP8_H
#define LORCHA_FP8_H
#include "lorcha/own_letters.h"

#include "lorcha/bf16.h"
#include "lorcha/fp16.h"

using __nv_fp8_storage_t = unsigned char;
using __nv_fp8x2_storage_t = unsigned short;
using __nv_fp8x4_storage_t = unsigned int;

/// What becomes of numbers beyond the format's largest: NaN or infinity, or the largest number.
enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE };
enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 };

namespace lorcha {
namespace detail {

struct Fp8Format {
  int MantissaBits, Bias;
  uint32_t Largest;  ///< bits of the largest finite number
  uint32_t Overflow; ///< what larger ones become: E4M3 has no infinity
};
constexpr uint32_t Fp8NaN = 0x7f; ///< what conversions give for NaN, in both formats

LORCHA_INLINE Fp8Format formatOf(__nv_fp8_interpretation_t Kind) {
  return Kind == __NV_E4M3 ? Fp8Format{3, 7, 0x7e, 0x7f} : Fp8Format{2, 15, 0x7b, 0x7c};
}

LORCHA_INLINE __nv_fp8_storage_t narrow8(float X, __nv_saturation_t Saturation,
                                         __nv_fp8_interpretation_t Kind) {
  const Fp8Format Format = formatOf(Kind);
  const uint32_t Bits = bitCast<uint32_t>(X), Size = Bits & 0x7fffffffu;
  const int Shift = 23 - Format.MantissaBits;
  // Normal results: the bias is changed and the low bits are rounded off. A carry may reach the exponent, as
  // it should.
  const uint32_t Normal = (Size - (static_cast<uint32_t>(127 - Format.Bias) << 23) + (1u << (Shift - 1)) - 1 +
                           (Size >> Shift & 1)) >>
                          Shift;
  // Subnormal results: beside this number floats have their unit.
  const uint32_t Beside = static_cast<uint32_t>(127 + 1 - Format.Bias + Shift) << 23;
  const uint32_t Subnormal = bitCast<uint32_t>(bitCast<float>(Size) + bitCast<float>(Beside)) - Beside;
  const uint32_t Finite = Size < static_cast<uint32_t>(128 - Format.Bias) << 23 ? Subnormal : Normal;
  const uint32_t Result =
      Finite > Format.Largest ? (Saturation == __NV_SATFINITE ? Format.Largest : Format.Overflow) : Finite;
  return static_cast<__nv_fp8_storage_t>(X != X ? Fp8NaN : (Bits >> 24 & 0x80u) | Result);
}

LORCHA_INLINE float widen8(__nv_fp8_storage_t Bits, __nv_fp8_interpretation_t Kind) {
  if (Kind == __NV_E5M2) // the upper half of a half
    return widen<HalfFormat>(static_cast<uint16_t>(Bits << 8));
  const uint32_t Sign = (Bits & 0x80u) << 24, Size = (Bits & 0x7fu) << 20;
  // The exponent's bias differs by 120; the product is exact and makes subnormal numbers normal.
  const uint32_t Finite = bitCast<uint32_t>(bitCast<float>(Size) * 0x1p120f);
  return bitCast<float>(Sign | ((Bits & 0x7fu) == 0x7fu ? 0x7fc00000u : Finite));
}

} // namespace detail
} // namespace lorcha

LORCHA_INLINE __nv_fp8_storage_t __nv_cvt_float_to_fp8(const float x, const __nv_saturation_t saturate,
                                                       const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::narrow8(x, saturate, fp8_interpretation);
}
LORCHA_INLINE __nv_fp8_storage_t __nv_cvt_double_to_fp8(const double x, const __nv_saturation_t saturate,
                                                        const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::narrow8(lorcha::detail::roundToOddFloat(x), saturate, fp8_interpretation);
}
LORCHA_INLINE __nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(const __half_raw x, const __nv_saturation_t saturate,
                                                         const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::narrow8(lorcha::detail::widen<lorcha::detail::HalfFormat>(x.x), saturate,
                                 fp8_interpretation);
}
LORCHA_INLINE __nv_fp8_storage_t
__nv_cvt_bfloat16raw_to_fp8(const __nv_bfloat16_raw x, const __nv_saturation_t saturate,
                            const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::narrow8(lorcha::detail::widen<lorcha::detail::BfloatFormat>(x.x), saturate,
                                 fp8_interpretation);
}

namespace lorcha {
namespace detail {
LORCHA_INLINE __nv_fp8x2_storage_t pair8(__nv_fp8_storage_t X, __nv_fp8_storage_t Y) {
  return static_cast<__nv_fp8x2_storage_t>(X | Y << 8);
}
} // namespace detail
} // namespace lorcha

/// Pairs: the first number is the lower byte.
LORCHA_INLINE __nv_fp8x2_storage_t __nv_cvt_float2_to_fp8x2(
    const float2 x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::pair8(__nv_cvt_float_to_fp8(x.x, saturate, fp8_interpretation),
                               __nv_cvt_float_to_fp8(x.y, saturate, fp8_interpretation));
}
LORCHA_INLINE __nv_fp8x2_storage_t __nv_cvt_double2_to_fp8x2(
    const double2 x, const __nv_saturation_t saturate, const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::pair8(__nv_cvt_double_to_fp8(x.x, saturate, fp8_interpretation),
                               __nv_cvt_double_to_fp8(x.y, saturate, fp8_interpretation));
}
LORCHA_INLINE __nv_fp8x2_storage_t
__nv_cvt_halfraw2_to_fp8x2(const __half2_raw x, const __nv_saturation_t saturate,
                           const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::pair8(__nv_cvt_halfraw_to_fp8(__half_raw{x.x}, saturate, fp8_interpretation),
                               __nv_cvt_halfraw_to_fp8(__half_raw{x.y}, saturate, fp8_interpretation));
}
LORCHA_INLINE __nv_fp8x2_storage_t
__nv_cvt_bfloat16raw2_to_fp8x2(const __nv_bfloat162_raw x, const __nv_saturation_t saturate,
                               const __nv_fp8_interpretation_t fp8_interpretation) {
  return lorcha::detail::pair8(
      __nv_cvt_bfloat16raw_to_fp8(__nv_bfloat16_raw{x.x}, saturate, fp8_interpretation),
      __nv_cvt_bfloat16raw_to_fp8(__nv_bfloat16_raw{x.y}, saturate, fp8_interpretation));
}

/// Half holds every number of both formats.
LORCHA_INLINE __half_raw __nv_cvt_fp8_to_halfraw(const __nv_fp8_storage_t x,
                                                 const __nv_fp8_interpretation_t fp8_interpretation) {
  return __half_raw{lorcha::detail::narrowNearest<lorcha::detail::HalfFormat>(
      lorcha::detail::widen8(x, fp8_interpretation))};
}
LORCHA_INLINE __half2_raw __nv_cvt_fp8x2_to_halfraw2(const __nv_fp8x2_storage_t x,
                                                     const __nv_fp8_interpretation_t fp8_interpretation) {
  return __half2_raw{__nv_cvt_fp8_to_halfraw(static_cast<__nv_fp8_storage_t>(x), fp8_interpretation).x,
                     __nv_cvt_fp8_to_halfraw(static_cast<__nv_fp8_storage_t>(x >> 8), fp8_interpretation).x};
}

namespace lorcha {

/// A number. Constructors saturate.
template <__nv_fp8_interpretation_t Kind> struct Fp8 {
  Fp8() = default;
  LORCHA_HD explicit Fp8(const __half X) : __x(detail::narrow8(detail::widened(X), __NV_SATFINITE, Kind)) {}
  LORCHA_HD explicit Fp8(const __nv_bfloat16 X)
      : __x(detail::narrow8(detail::widened(X), __NV_SATFINITE, Kind)) {}
  LORCHA_HD explicit Fp8(const float X) : __x(detail::narrow8(X, __NV_SATFINITE, Kind)) {}
  LORCHA_HD explicit Fp8(const double X)
      : __x(detail::narrow8(detail::roundToOddFloat(X), __NV_SATFINITE, Kind)) {}
  template <class IntT, class = std::enable_if_t<std::is_integral<IntT>::value>>
  LORCHA_HD explicit Fp8(const IntT X)
      : __x(detail::narrow8(detail::roundToOddFloat(detail::oddDouble(X)), __NV_SATFINITE, Kind)) {}

  LORCHA_HD explicit operator float() const { return detail::widen8(__x, Kind); }
  LORCHA_HD explicit operator double() const { return static_cast<double>(detail::widen8(__x, Kind)); }
  LORCHA_HD explicit operator __half() const { return detail::nearest16<__half>(detail::widen8(__x, Kind)); }
  LORCHA_HD explicit operator __nv_bfloat16() const {
    return detail::nearest16<__nv_bfloat16>(detail::widen8(__x, Kind));
  }
  /// Integers are truncated and saturate; bool is whether it is not zero.
  template <class IntT, class = std::enable_if_t<std::is_integral<IntT>::value>>
  LORCHA_HD explicit operator IntT() const {
    if constexpr (std::is_same<IntT, bool>::value)
      return (__x & 0x7f) != 0;
    else
      return detail::toInteger<IntT, detail::Rounding::TowardZero>(detail::widen8(__x, Kind));
  }

  __nv_fp8_storage_t __x;
};

/// Two numbers.
template <__nv_fp8_interpretation_t Kind> struct LORCHA_ALIGN(2) Fp8x2 {
  Fp8x2() = default;
  LORCHA_HD explicit Fp8x2(const __half2 X) : Fp8x2(Fp8<Kind>(X.x), Fp8<Kind>(X.y)) {}
  LORCHA_HD explicit Fp8x2(const __nv_bfloat162 X) : Fp8x2(Fp8<Kind>(X.x), Fp8<Kind>(X.y)) {}
  LORCHA_HD explicit Fp8x2(const float2 X) : Fp8x2(Fp8<Kind>(X.x), Fp8<Kind>(X.y)) {}
  LORCHA_HD explicit Fp8x2(const double2 X) : Fp8x2(Fp8<Kind>(X.x), Fp8<Kind>(X.y)) {}

  LORCHA_HD explicit operator __half2() const {
    return __half2(detail::nearest16<__half>(part(0)), detail::nearest16<__half>(part(8)));
  }
  LORCHA_HD explicit operator float2() const { return float2{part(0), part(8)}; }

  __nv_fp8x2_storage_t __x;

private:
  LORCHA_HD Fp8x2(const Fp8<Kind> X, const Fp8<Kind> Y) : __x(detail::pair8(X.__x, Y.__x)) {}
  LORCHA_HD float part(int Shift) const {
    return detail::widen8(static_cast<__nv_fp8_storage_t>(__x >> Shift), Kind);
  }
};

/// Four numbers.
template <__nv_fp8_interpretation_t Kind> struct LORCHA_ALIGN(4) Fp8x4 {
  Fp8x4() = default;
  LORCHA_HD explicit Fp8x4(const __half2 Low, const __half2 High)
      : Fp8x4(Fp8x2<Kind>(Low), Fp8x2<Kind>(High)) {}
  LORCHA_HD explicit Fp8x4(const __nv_bfloat162 Low, const __nv_bfloat162 High)
      : Fp8x4(Fp8x2<Kind>(Low), Fp8x2<Kind>(High)) {}
  LORCHA_HD explicit Fp8x4(const float4 X)
      : Fp8x4(Fp8x2<Kind>(float2{X.x, X.y}), Fp8x2<Kind>(float2{X.z, X.w})) {}
  LORCHA_HD explicit Fp8x4(const double4 X)
      : Fp8x4(Fp8x2<Kind>(double2{X.x, X.y}), Fp8x2<Kind>(double2{X.z, X.w})) {}

  LORCHA_HD explicit operator float4() const { return float4{part(0), part(8), part(16), part(24)}; }

  __nv_fp8x4_storage_t __x;

private:
  LORCHA_HD Fp8x4(const Fp8x2<Kind> Low, const Fp8x2<Kind> High)
      : __x(Low.__x | static_cast<__nv_fp8x4_storage_t>(High.__x) << 16) {}
  LORCHA_HD float part(int Shift) const {
    return detail::widen8(static_cast<__nv_fp8_storage_t>(__x >> Shift), Kind);
  }
};

} // namespace lorcha

using __nv_fp8_e4m3 = lorcha::Fp8<__NV_E4M3>;
using __nv_fp8_e5m2 = lorcha::Fp8<__NV_E5M2>;
using __nv_fp8x2_e4m3 = lorcha::Fp8x2<__NV_E4M3>;
using __nv_fp8x2_e5m2 = lorcha::Fp8x2<__NV_E5M2>;
using __nv_fp8x4_e4m3 = lorcha::Fp8x4<__NV_E4M3>;
using __nv_fp8x4_e5m2 = lorcha::Fp8x4<__NV_E5M2>;

#include "lorcha/users_letters.h"
#endif
