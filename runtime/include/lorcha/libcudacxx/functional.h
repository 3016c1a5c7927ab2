// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <cuda/functional> and <cuda/cmath>: functions that say their result's type, the larger and the smaller of
// two, divisions that round up.
#ifndef LORCHA_LIBCUDACXX_FUNCTIONAL_H
#define LORCHA_LIBCUDACXX_FUNCTIONAL_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/scope.h"
#include <type_traits>

namespace lorcha {

/// What cuda::proclaim_return_type gives: the function, whose result becomes a ResultT.
template <class ResultT, class F> struct Proclaimed {
  F Function;
  template <class... Ts> LORCHA_HD constexpr ResultT operator()(Ts &&...Arguments) const {
    return Function(static_cast<Ts &&>(Arguments)...);
  }
  template <class... Ts> LORCHA_HD constexpr ResultT operator()(Ts &&...Arguments) {
    return Function(static_cast<Ts &&>(Arguments)...);
  }
};

} // namespace lorcha

namespace cuda {

template <class ResultT, class F>
LORCHA_HD constexpr lorcha::Proclaimed<ResultT, ::std::decay_t<F>> proclaim_return_type(F &&Function) {
  return {static_cast<F &&>(Function)};
}
/// The arguments may be anywhere: nothing here keeps their addresses.
template <class F> LORCHA_HD constexpr ::std::decay_t<F> proclaim_copyable_arguments(F &&Function) {
  return static_cast<F &&>(Function);
}

/// For one type, or for any two.
template <class T = void> struct maximum {
  LORCHA_HD constexpr T operator()(const T &A, const T &B) const { return A < B ? B : A; }
};
template <> struct maximum<void> {
  template <class T, class U>
  LORCHA_HD constexpr ::std::common_type_t<T, U> operator()(const T &A, const U &B) const {
    return A < B ? static_cast<::std::common_type_t<T, U>>(B) : static_cast<::std::common_type_t<T, U>>(A);
  }
};
template <class T = void> struct minimum {
  LORCHA_HD constexpr T operator()(const T &A, const T &B) const { return B < A ? B : A; }
};
template <> struct minimum<void> {
  template <class T, class U>
  LORCHA_HD constexpr ::std::common_type_t<T, U> operator()(const T &A, const U &B) const {
    return B < A ? static_cast<::std::common_type_t<T, U>>(B) : static_cast<::std::common_type_t<T, U>>(A);
  }
};

/// A / B rounded up, and A up to the next and down to the last multiple of B. For numbers that are not
/// negative.
template <class T, class U> LORCHA_HD constexpr ::std::common_type_t<T, U> ceil_div(T A, U B) {
  using Both = ::std::common_type_t<T, U>;
  const Both X = static_cast<Both>(A), Y = static_cast<Both>(B);
  return static_cast<Both>(X / Y + (X % Y != 0 ? 1 : 0));
}
template <class T, class U> LORCHA_HD constexpr ::std::common_type_t<T, U> round_up(T A, U B) {
  return ceil_div(A, B) * static_cast<::std::common_type_t<T, U>>(B);
}
template <class T, class U> LORCHA_HD constexpr ::std::common_type_t<T, U> round_down(T A, U B) {
  using Both = ::std::common_type_t<T, U>;
  return static_cast<Both>(static_cast<Both>(A) / static_cast<Both>(B) * static_cast<Both>(B));
}

} // namespace cuda

#include "lorcha/users_letters.h"
#endif
