// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shifts as NVIDIA's devices make them: an amount that reaches the value's width shifts everything out, where
// C++ leaves the result undefined and x86 takes the amount modulo the width. Vector instructions clamp by
// themselves.
#ifndef LORCHA_CPU_SHIFT_H
#define LORCHA_CPU_SHIFT_H

#include "lorcha/attributes.h"
#include <type_traits>

namespace lorcha {

/// What by() makes of an amount. Converts back, for operators of the program's own classes.
template <class AmountT> struct ShiftAmount {
  AmountT Amount;
  constexpr operator AmountT() const { return Amount; }
};

/// Marks an amount that may be as large as the value is wide: `x << lorcha::by(n)`.
template <class AmountT> LORCHA_INLINE constexpr ShiftAmount<AmountT> by(AmountT Amount) { return {Amount}; }
template <class AmountT> LORCHA_INLINE constexpr ShiftAmount<AmountT> by(ShiftAmount<AmountT> Amount) {
  return Amount;
}

namespace detail {
/// The type of a shift of ValueT; no type unless that is an integer or an enumeration.
template <class ValueT>
using Shifted =
    std::enable_if_t<std::is_integral_v<ValueT> || std::is_enum_v<ValueT>, decltype(ValueT() << 0)>;
} // namespace detail

template <class ValueT, class AmountT>
LORCHA_INLINE constexpr detail::Shifted<ValueT> operator<<(ValueT Value, ShiftAmount<AmountT> By) {
  const detail::Shifted<ValueT> Wide = Value;
  constexpr unsigned Width = sizeof(Wide) * 8;
  const unsigned Amount = static_cast<unsigned>(By.Amount);
  return Amount < Width ? Wide << (Amount & (Width - 1)) : 0;
}

template <class ValueT, class AmountT>
LORCHA_INLINE constexpr detail::Shifted<ValueT> operator>>(ValueT Value, ShiftAmount<AmountT> By) {
  const detail::Shifted<ValueT> Wide = Value;
  constexpr unsigned Width = sizeof(Wide) * 8;
  const unsigned Amount = static_cast<unsigned>(By.Amount);
  if constexpr (std::is_signed_v<detail::Shifted<ValueT>>)
    return Wide >> (Amount < Width ? Amount : Width - 1);
  else
    return Amount < Width ? Wide >> (Amount & (Width - 1)) : 0;
}

template <class ValueT, class AmountT, class = detail::Shifted<ValueT>>
LORCHA_INLINE constexpr ValueT &operator<<=(ValueT &Value, ShiftAmount<AmountT> By) {
  return Value = static_cast<ValueT>(Value << By);
}
template <class ValueT, class AmountT, class = detail::Shifted<ValueT>>
LORCHA_INLINE constexpr ValueT &operator>>=(ValueT &Value, ShiftAmount<AmountT> By) {
  return Value = static_cast<ValueT>(Value >> By);
}

} // namespace lorcha

#endif
