// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floating-point numbers that become integers as on NVIDIA's devices: what lies outside of the type becomes
// the nearest value in it, where C++ leaves the result undefined. Types of one byte get the low bits of what
// a type of two bytes would.
#ifndef LORCHA_CPU_TRUNCATION_H
#define LORCHA_CPU_TRUNCATION_H

#include "lorcha/cpu/convert.h"
#include <type_traits>

namespace lorcha {

/// What truncated() makes of a number: it becomes what the place wants.
template <class FloatT> struct Truncated {
  FloatT Number;
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  LORCHA_INLINE constexpr operator T() const {
    if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, bool>)
      return static_cast<T>(Number);
    else if constexpr (sizeof(T) == 1)
      return static_cast<T>(
          detail::saturatingCast<std::conditional_t<std::is_signed_v<T>, short, unsigned short>>(Number));
    else
      return detail::saturatingCast<T>(Number);
  }
};

/// Marks a number that becomes an integer: `int i = lorcha::truncated(x)`. Other types pass through.
template <class T> LORCHA_INLINE constexpr decltype(auto) truncated(T &&Number) {
  using Bare = std::remove_cv_t<std::remove_reference_t<T>>;
  if constexpr (std::is_floating_point_v<Bare>)
    return Truncated<Bare>{Number};
  else
    return static_cast<T &&>(Number);
}

} // namespace lorcha

#endif
