// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's __nv_atomic_... functions: atomics with a stated memory order and scope. Every scope is the whole
// system. Translated programs use the compiler's atomics; the parse, which OpenCL C is lowered from, has
// bodies of its own.
#ifndef LORCHA_SCOPED_ATOMIC_H
#define LORCHA_SCOPED_ATOMIC_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"
#include "lorcha/scoped_atomic_orders.h"
#if !defined(__CUDA__)
#include "lorcha/cpu/atomic.h"
#endif

#if defined(__CUDA__)
#include "lorcha/scoped_atomic_bodies.h"
#else
namespace lorcha {
namespace detail {
/// atomicUpdate that orders everything before and after it.
template <class T, class NextT> LORCHA_INLINE T orderedUpdate(T *Address, NextT Next) {
  T Old;
  __atomic_load(Address, &Old, __ATOMIC_RELAXED);
  T New = Next(Old);
  while (!__atomic_compare_exchange(Address, &Old, &New, true, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
    New = Next(Old);
  return Old;
}
} // namespace detail
} // namespace lorcha

/// Loads, stores and exchanges, of any type of 1, 2, 4 or 8 bytes.
template <class T>
LORCHA_INLINE void __nv_atomic_load(const T *Address, T *Result, int Order, int = __NV_THREAD_SCOPE_SYSTEM) {
  __atomic_load(Address, Result, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_load_n(const T *Address, int Order, int = __NV_THREAD_SCOPE_SYSTEM) {
  T Result;
  __atomic_load(Address, &Result, Order);
  return Result;
}
template <class T>
LORCHA_INLINE void __nv_atomic_store(T *Address, const T *Value, int Order, int = __NV_THREAD_SCOPE_SYSTEM) {
  T Copy = *Value;
  __atomic_store(Address, &Copy, Order);
}
template <class T>
LORCHA_INLINE void __nv_atomic_store_n(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                       int = __NV_THREAD_SCOPE_SYSTEM) {
  __atomic_store(Address, &Value, Order);
}
template <class T>
LORCHA_INLINE void __nv_atomic_exchange(T *Address, const T *Value, T *Result, int Order,
                                        int = __NV_THREAD_SCOPE_SYSTEM) {
  T Copy = *Value;
  __atomic_exchange(Address, &Copy, Result, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_exchange_n(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                       int = __NV_THREAD_SCOPE_SYSTEM) {
  T Result;
  __atomic_exchange(Address, &Value, &Result, Order);
  return Result;
}
template <class T>
LORCHA_INLINE bool __nv_atomic_compare_exchange(T *Address, T *Expected, const T *Desired, bool Weak,
                                                int Success, int Failure, int = __NV_THREAD_SCOPE_SYSTEM) {
  T Copy = *Desired;
  return __atomic_compare_exchange(Address, Expected, &Copy, Weak, Success, Failure);
}
template <class T>
LORCHA_INLINE bool __nv_atomic_compare_exchange_n(T *Address, T *Expected, lorcha::detail::SameAs<T> Desired,
                                                  bool Weak, int Success, int Failure,
                                                  int = __NV_THREAD_SCOPE_SYSTEM) {
  return __atomic_compare_exchange(Address, Expected, &Desired, Weak, Success, Failure);
}

/// Read, compute, write. Those that are loops are sequentially consistent, which is as strong as any order.
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_add(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  if constexpr (std::is_integral<T>::value)
    return __atomic_fetch_add(Address, Value, Order);
  else
    return lorcha::detail::orderedUpdate(Address, [=](T Old) -> T { return Old + Value; });
}
template <class T>
LORCHA_INLINE void __nv_atomic_add(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_add(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_sub(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  if constexpr (std::is_integral<T>::value)
    return __atomic_fetch_sub(Address, Value, Order);
  else
    return lorcha::detail::orderedUpdate(Address, [=](T Old) -> T { return Old - Value; });
}
template <class T>
LORCHA_INLINE void __nv_atomic_sub(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_sub(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_and(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  return __atomic_fetch_and(Address, Value, Order);
}
template <class T>
LORCHA_INLINE void __nv_atomic_and(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_and(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_or(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                     int = __NV_THREAD_SCOPE_SYSTEM) {
  return __atomic_fetch_or(Address, Value, Order);
}
template <class T>
LORCHA_INLINE void __nv_atomic_or(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                  int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_or(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_xor(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  return __atomic_fetch_xor(Address, Value, Order);
}
template <class T>
LORCHA_INLINE void __nv_atomic_xor(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_xor(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_min(T *Address, lorcha::detail::SameAs<T> Value, int,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::detail::orderedUpdate(Address, [=](T Old) -> T { return Value < Old ? Value : Old; });
}
template <class T>
LORCHA_INLINE void __nv_atomic_min(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_min(Address, Value, Order);
}
template <class T>
LORCHA_INLINE T __nv_atomic_fetch_max(T *Address, lorcha::detail::SameAs<T> Value, int,
                                      int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::detail::orderedUpdate(Address, [=](T Old) -> T { return Old < Value ? Value : Old; });
}
template <class T>
LORCHA_INLINE void __nv_atomic_max(T *Address, lorcha::detail::SameAs<T> Value, int Order,
                                   int = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_fetch_max(Address, Value, Order);
}
LORCHA_INLINE void __nv_atomic_thread_fence(int Order, int = __NV_THREAD_SCOPE_SYSTEM) {
  __atomic_thread_fence(Order);
}
#endif

#include "lorcha/users_letters.h"
#endif
