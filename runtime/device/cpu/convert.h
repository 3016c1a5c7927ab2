// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between integers and floating-point numbers in a stated rounding mode, for the casts of every
// type.
#ifndef LORCHA_CPU_CONVERT_H
#define LORCHA_CPU_CONVERT_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/round.h"
#include <limits>

namespace lorcha {
namespace detail {

/// Value of the same size and other type with the same bits.
template <class ToT, class FromT> LORCHA_INLINE ToT bitCast(FromT From) {
  static_assert(sizeof(ToT) == sizeof(FromT), "same size");
  ToT To;
  __builtin_memcpy(&To, &From, sizeof(To));
  return To;
}

/// Saturating conversion of an already rounded number. NaN gives 0 from float to 32 bits or fewer and the
/// integer with only the top bit set otherwise (PTX ISA, cvt). Without branches, so that loops over threads
/// become vectors.
template <class IntT, class FloatT> LORCHA_INLINE constexpr IntT saturatingCast(FloatT X) {
  using Limits = std::numeric_limits<IntT>;
  // 2^Limits::digits, the smallest power of two above the range, is exact in every floating type.
  constexpr FloatT Above = static_cast<FloatT>(static_cast<unsigned long long>(Limits::max() / 2 + 1)) * 2;
  constexpr FloatT Least = static_cast<FloatT>(Limits::min());
  constexpr IntT OfNaN =
      sizeof(FloatT) == 4 && sizeof(IntT) <= 4 ? 0 : static_cast<IntT>(1ull << (8 * sizeof(IntT) - 1));
  const FloatT NotBelow = X > Least ? X : Least; // the least one for NaN, too
  const IntT Result = NotBelow < Above ? static_cast<IntT>(NotBelow) : Limits::max();
  return OfNaN != Limits::min() && X != X ? OfNaN : Result;
}
template <class IntT, Rounding Mode, class FloatT> LORCHA_INLINE IntT toInteger(FloatT X) {
  return saturatingCast<IntT>(roundToIntegral<Mode>(X));
}

/// FloatT nearest to the integer X in the direction of Mode.
template <class FloatT, Rounding Mode, class IntT> LORCHA_INLINE FloatT fromInteger(IntT X) {
  const FloatT Nearest = static_cast<FloatT>(X);
  // 2^63 and 2^64 round trip by saturation, which compares right: they are above every X that rounds to them.
  const IntT Back = saturatingCast<IntT>(Nearest);
  const bool IsAbove = Back > X || (Back == X && Nearest >= 1 && static_cast<IntT>(Nearest / 2) != X / 2);
  const bool IsBelow = Back < X;
  return adjust<Mode>(Nearest, IsBelow, IsAbove);
}

/// X rounded to float in the direction of Mode.
template <Rounding Mode> LORCHA_INLINE float toFloat(double X) {
  const float Nearest = static_cast<float>(X);
  return adjust<Mode>(Nearest, static_cast<double>(Nearest) < X, static_cast<double>(Nearest) > X);
}

} // namespace detail
} // namespace lorcha

#endif
