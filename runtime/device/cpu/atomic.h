// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's atomic functions ("Atomic Functions" of the CUDA C++ Programming Guide), relaxed as there, on global
// and shared memory alike. The _block and _system forms are the same: one host thread runs a block, and
// memory is the host's. They are templates over the pointed-to type so that a program's own overloads (the
// well-known atomicAdd on double for old devices) win; the translator has checked the arguments against
// CUDA's prototypes before.
#ifndef LORCHA_CPU_ATOMIC_H
#define LORCHA_CPU_ATOMIC_H

#include "lorcha/attributes.h"
#include "lorcha/vector_types.h"
#include <type_traits>

namespace lorcha {
namespace detail {

/// ThreadSanitizer does not know fences, which CUDA programs pair with relaxed atomics: there, atomics order
/// by themselves.
#if defined(__SANITIZE_THREAD__) || LORCHA_HAS_FEATURE(thread_sanitizer)
constexpr int AtomicOrder = __ATOMIC_ACQ_REL, AtomicLoadOrder = __ATOMIC_ACQUIRE;
#else
constexpr int AtomicOrder = __ATOMIC_RELAXED, AtomicLoadOrder = __ATOMIC_RELAXED;
#endif

/// T, in a place from which it is not deduced.
template <class T> struct Same {
  using Type = T;
};
template <class T> using SameAs = typename Same<T>::Type;

/// T if it is an integer, or any number, of a size that the processor has atomics for.
template <class T> using IfInteger = std::enable_if_t<std::is_integral<T>::value, T>;
template <class T> using IfNumber = std::enable_if_t<std::is_arithmetic<T>::value, T>;

/// Replaces *Address by Next(*Address) and returns what it replaced. Next may be called more than once.
template <class T, class NextT> LORCHA_INLINE T atomicUpdate(T *Address, NextT Next) {
  T Old;
  __atomic_load(Address, &Old, AtomicLoadOrder);
  T New = Next(Old);
  while (!__atomic_compare_exchange(Address, &Old, &New, true, AtomicOrder, AtomicLoadOrder))
    New = Next(Old);
  return Old;
}
/// Replaces *Address by Value if IsBetter(Value, *Address). Does not write otherwise, so that threads that
/// lose do not take the cache line from each other.
template <class T, class CompareT> LORCHA_INLINE T atomicImprove(T *Address, T Value, CompareT IsBetter) {
  T Old;
  __atomic_load(Address, &Old, AtomicLoadOrder);
  while (IsBetter(Value, Old) &&
         !__atomic_compare_exchange(Address, &Old, &Value, true, AtomicOrder, AtomicLoadOrder)) {
  }
  return Old;
}
} // namespace detail
} // namespace lorcha

template <class T>
LORCHA_INLINE lorcha::detail::IfNumber<T> atomicAdd(T *Address, lorcha::detail::SameAs<T> Value) {
  if constexpr (std::is_integral<T>::value)
    return __atomic_fetch_add(Address, Value, lorcha::detail::AtomicOrder);
  else
    return lorcha::detail::atomicUpdate(Address, [=](T Old) { return Old + Value; });
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicSub(T *Address, lorcha::detail::SameAs<T> Value) {
  return __atomic_fetch_sub(Address, Value, lorcha::detail::AtomicOrder);
}
template <class T>
LORCHA_INLINE lorcha::detail::IfNumber<T> atomicExch(T *Address, lorcha::detail::SameAs<T> Value) {
  T Old;
  __atomic_exchange(Address, &Value, &Old, lorcha::detail::AtomicOrder);
  return Old;
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicCAS(T *Address, lorcha::detail::SameAs<T> Compare,
                                                     lorcha::detail::SameAs<T> Value) {
  __atomic_compare_exchange(Address, &Compare, &Value, false, lorcha::detail::AtomicOrder,
                            lorcha::detail::AtomicLoadOrder);
  return Compare;
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicMin(T *Address, lorcha::detail::SameAs<T> Value) {
  return lorcha::detail::atomicImprove(Address, Value, [](T New, T Old) { return New < Old; });
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicMax(T *Address, lorcha::detail::SameAs<T> Value) {
  return lorcha::detail::atomicImprove(Address, Value, [](T New, T Old) { return New > Old; });
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicAnd(T *Address, lorcha::detail::SameAs<T> Value) {
  return __atomic_fetch_and(Address, Value, lorcha::detail::AtomicOrder);
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicOr(T *Address, lorcha::detail::SameAs<T> Value) {
  return __atomic_fetch_or(Address, Value, lorcha::detail::AtomicOrder);
}
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicXor(T *Address, lorcha::detail::SameAs<T> Value) {
  return __atomic_fetch_xor(Address, Value, lorcha::detail::AtomicOrder);
}
/// Old >= Limit ? 0 : Old + 1.
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicInc(T *Address, lorcha::detail::SameAs<T> Limit) {
  return lorcha::detail::atomicUpdate(Address, [=](T Old) { return Old >= Limit ? 0 : Old + 1; });
}
/// Old == 0 || Old > Limit ? Limit : Old - 1.
template <class T>
LORCHA_INLINE lorcha::detail::IfInteger<T> atomicDec(T *Address, lorcha::detail::SameAs<T> Limit) {
  return lorcha::detail::atomicUpdate(Address,
                                      [=](T Old) { return Old == 0 || Old > Limit ? Limit : Old - 1; });
}

/// The vector forms are atomic per element, as in CUDA.
LORCHA_INLINE float2 atomicAdd(float2 *Address, float2 Value) {
  return {atomicAdd(&Address->x, Value.x), atomicAdd(&Address->y, Value.y)};
}
LORCHA_INLINE float4 atomicAdd(float4 *Address, float4 Value) {
  return {atomicAdd(&Address->x, Value.x), atomicAdd(&Address->y, Value.y), atomicAdd(&Address->z, Value.z),
          atomicAdd(&Address->w, Value.w)};
}

template <class T> LORCHA_INLINE T atomicAdd_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicAdd(Address, Value);
}
template <class T> LORCHA_INLINE T atomicAdd_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicAdd(Address, Value);
}
template <class T> LORCHA_INLINE T atomicSub_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicSub(Address, Value);
}
template <class T> LORCHA_INLINE T atomicSub_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicSub(Address, Value);
}
template <class T> LORCHA_INLINE T atomicExch_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicExch(Address, Value);
}
template <class T> LORCHA_INLINE T atomicExch_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicExch(Address, Value);
}
template <class T> LORCHA_INLINE T atomicMin_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicMin(Address, Value);
}
template <class T> LORCHA_INLINE T atomicMin_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicMin(Address, Value);
}
template <class T> LORCHA_INLINE T atomicMax_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicMax(Address, Value);
}
template <class T> LORCHA_INLINE T atomicMax_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicMax(Address, Value);
}
template <class T> LORCHA_INLINE T atomicAnd_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicAnd(Address, Value);
}
template <class T> LORCHA_INLINE T atomicAnd_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicAnd(Address, Value);
}
template <class T> LORCHA_INLINE T atomicOr_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicOr(Address, Value);
}
template <class T> LORCHA_INLINE T atomicOr_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicOr(Address, Value);
}
template <class T> LORCHA_INLINE T atomicXor_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicXor(Address, Value);
}
template <class T> LORCHA_INLINE T atomicXor_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicXor(Address, Value);
}
template <class T> LORCHA_INLINE T atomicInc_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicInc(Address, Value);
}
template <class T> LORCHA_INLINE T atomicInc_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicInc(Address, Value);
}
template <class T> LORCHA_INLINE T atomicDec_block(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicDec(Address, Value);
}
template <class T> LORCHA_INLINE T atomicDec_system(T *Address, lorcha::detail::SameAs<T> Value) {
  return atomicDec(Address, Value);
}
template <class T>
LORCHA_INLINE T atomicCAS_block(T *Address, lorcha::detail::SameAs<T> Compare,
                                lorcha::detail::SameAs<T> Value) {
  return atomicCAS(Address, Compare, Value);
}
template <class T>
LORCHA_INLINE T atomicCAS_system(T *Address, lorcha::detail::SameAs<T> Compare,
                                 lorcha::detail::SameAs<T> Value) {
  return atomicCAS(Address, Compare, Value);
}

#endif
