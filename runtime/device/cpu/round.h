// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The four rounding modes of IEEE 754 for code that runs in round to nearest: rounding to integral values,
// and turning a nearest result of which the error's sign is known into a directed one.
#ifndef LORCHA_CPU_ROUND_H
#define LORCHA_CPU_ROUND_H

#include "lorcha/attributes.h"
#include <stdint.h>

namespace lorcha {
namespace detail {

enum class Rounding { Nearest, TowardZero, Up, Down };

/// X rounded to an integral value. SSE4.1 has an instruction for it; older targets call libm.
template <Rounding Mode> LORCHA_INLINE float roundToIntegral(float X) {
  return Mode == Rounding::Nearest      ? __builtin_rintf(X)
         : Mode == Rounding::TowardZero ? __builtin_truncf(X)
         : Mode == Rounding::Up         ? __builtin_ceilf(X)
                                        : __builtin_floorf(X);
}
template <Rounding Mode> LORCHA_INLINE double roundToIntegral(double X) {
  return Mode == Rounding::Nearest      ? __builtin_rint(X)
         : Mode == Rounding::TowardZero ? __builtin_trunc(X)
         : Mode == Rounding::Up         ? __builtin_ceil(X)
                                        : __builtin_floor(X);
}

/// An unsigned integer of the same size.
template <class FloatT> struct BitsOf;
template <> struct BitsOf<float> {
  using Type = uint32_t;
};
template <> struct BitsOf<double> {
  using Type = uint64_t;
};

/// The neighbour of X away from zero (Grow) or towards it. X is neither NaN nor zero; it is not infinite if
/// it grows. Adding one to the bits of the greatest finite number gives infinity, and taking one away undoes
/// it.
template <class FloatT> LORCHA_INLINE FloatT neighbour(FloatT X, bool Grow) {
  typename BitsOf<FloatT>::Type Bits;
  __builtin_memcpy(&Bits, &X, sizeof(X));
  Bits = Grow ? Bits + 1 : Bits - 1;
  __builtin_memcpy(&X, &Bits, sizeof(X));
  return X;
}
/// The smallest subnormal number with the sign of IsNegative.
template <class FloatT> LORCHA_INLINE FloatT smallest(bool IsNegative) {
  using BitsT = typename BitsOf<FloatT>::Type;
  const BitsT Bits = 1 | static_cast<BitsT>(IsNegative) << (8 * sizeof(FloatT) - 1);
  FloatT X;
  __builtin_memcpy(&X, &Bits, sizeof(X));
  return X;
}
template <class FloatT> LORCHA_INLINE FloatT nextUp(FloatT X) {
  return X == 0 ? smallest<FloatT>(false) : neighbour(X, X > 0);
}
template <class FloatT> LORCHA_INLINE FloatT nextDown(FloatT X) {
  return X == 0 ? smallest<FloatT>(true) : neighbour(X, X < 0);
}

/// The directed result from the nearest one. IsBelow and IsAbove say on which side of the exact value Nearest
/// lies; both are false when it is exact or NaN.
template <Rounding Mode, class FloatT>
LORCHA_INLINE FloatT adjust(FloatT Nearest, bool IsBelow, bool IsAbove) {
  if (Mode == Rounding::TowardZero)
    return (Nearest > 0 && IsAbove)   ? nextDown(Nearest)
           : (Nearest < 0 && IsBelow) ? nextUp(Nearest)
                                      : Nearest;
  if (Mode == Rounding::Up)
    return IsBelow ? nextUp(Nearest) : Nearest;
  if (Mode == Rounding::Down)
    return IsAbove ? nextDown(Nearest) : Nearest;
  return Nearest;
}

} // namespace detail
} // namespace lorcha

#endif
