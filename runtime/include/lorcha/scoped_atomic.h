// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's __nv_atomic_... functions: atomics with a stated memory order and scope. Declared for the
// translator's parse, defined for translated programs. Every scope is the whole system.
#ifndef LORCHA_SCOPED_ATOMIC_H
#define LORCHA_SCOPED_ATOMIC_H

#include "lorcha/attributes.h"
#if !defined(__CUDA__)
#include "lorcha/cpu/atomic.h"
#endif

#define __NV_ATOMIC_RELAXED 0
#define __NV_ATOMIC_CONSUME 1
#define __NV_ATOMIC_ACQUIRE 2
#define __NV_ATOMIC_RELEASE 3
#define __NV_ATOMIC_ACQ_REL 4
#define __NV_ATOMIC_SEQ_CST 5

#define __NV_THREAD_SCOPE_THREAD 0
#define __NV_THREAD_SCOPE_BLOCK 1
#define __NV_THREAD_SCOPE_CLUSTER 2
#define __NV_THREAD_SCOPE_DEVICE 3
#define __NV_THREAD_SCOPE_SYSTEM 4

#if defined(__CUDA__)
namespace lorcha {
namespace detail {
template <class T> struct Scoped {
  using Type = T;
};
} // namespace detail
} // namespace lorcha
template <class T>
LORCHA_DEVICE void __nv_atomic_load(const T *ptr, T *ret, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_load_n(const T *ptr, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_store(T *ptr, const T *val, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_store_n(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                       int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_exchange(T *ptr, const T *val, T *ret, int order,
                                        int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_exchange_n(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                       int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE bool __nv_atomic_compare_exchange(T *ptr, T *expected, const T *desired, bool weak,
                                                int success_order, int failure_order,
                                                int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE bool __nv_atomic_compare_exchange_n(T *ptr, T *expected,
                                                  typename lorcha::detail::Scoped<T>::Type desired, bool weak,
                                                  int success_order, int failure_order,
                                                  int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_add(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_add(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_sub(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_sub(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_and(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_and(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_or(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                     int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_or(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                  int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_xor(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_xor(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_min(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_min(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE T __nv_atomic_fetch_max(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T>
LORCHA_DEVICE void __nv_atomic_max(T *ptr, typename lorcha::detail::Scoped<T>::Type val, int order,
                                   int scope = __NV_THREAD_SCOPE_SYSTEM);
LORCHA_DEVICE void __nv_atomic_thread_fence(int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
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

#endif
