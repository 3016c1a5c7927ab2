// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cuda::atomic and cuda::atomic_ref do to the memory of one object. Translated programs use the
// compiler's atomics; the parse, which OpenCL C is lowered from, uses CUDA's functions on words of 4 and 8
// bytes.
#ifndef LORCHA_LIBCUDACXX_ATOMIC_OPERATIONS_H
#define LORCHA_LIBCUDACXX_ATOMIC_OPERATIONS_H

#include "lorcha/libcudacxx/waiting.h"
#include <atomic>
#include <type_traits>

namespace lorcha {
namespace atomics {

#if defined(__CUDA__)
// Under CUDA's names, so that the tables have rows for them; for host code, too, which the parse only checks.
template <class T> LORCHA_HD T atomicAdd(T *Address, T Value);
template <class T> LORCHA_HD T atomicExch(T *Address, T Value);
template <class T> LORCHA_HD T atomicCAS(T *Address, T Compare, T Value);
template <class T> LORCHA_HD T atomicAnd(T *Address, T Value);
template <class T> LORCHA_HD T atomicOr(T *Address, T Value);
template <class T> LORCHA_HD T atomicXor(T *Address, T Value);
LORCHA_HD void __threadfence();

LORCHA_HD void wordOfThisSize(); ///< OpenCL has none

template <class T>
using Word = typename ::std::conditional<sizeof(T) == 8, unsigned long long, unsigned>::type;
template <class T> LORCHA_HD inline Word<T> *asWord(T *Address) {
  if constexpr (sizeof(T) != 4 && sizeof(T) != 8)
    wordOfThisSize();
  return reinterpret_cast<Word<T> *>(Address);
}
template <class T> LORCHA_HD inline Word<T> toWord(T Value) { return *reinterpret_cast<Word<T> *>(&Value); }
template <class T> LORCHA_HD inline T fromWord(Word<T> Bits) { return *reinterpret_cast<T *>(&Bits); }

template <class T> LORCHA_HD inline T load(const T *Address, int) {
  return *const_cast<const volatile T *>(Address);
}
template <class T> LORCHA_HD inline void store(T *Address, T Value, int) {
  *const_cast<volatile T *>(Address) = Value;
}
template <class T> LORCHA_HD inline T exchange(T *Address, T Value, int) {
  return fromWord<T>(atomicExch(asWord(Address), toWord(Value)));
}
template <class T> LORCHA_HD inline bool replace(T *Address, T &Expected, T Value, int, int) {
  const Word<T> Wanted = toWord(Expected), Found = atomicCAS(asWord(Address), Wanted, toWord(Value));
  Expected = fromWord<T>(Found);
  return Found == Wanted;
}
template <class T> LORCHA_HD inline T add(T *Address, T Value, int) {
  if constexpr (::std::is_floating_point<T>::value)
    return atomicAdd(Address, Value);
  else
    return static_cast<T>(atomicAdd(asWord(Address), toWord(Value)));
}
template <class T> LORCHA_HD inline T bitAnd(T *Address, T Value, int) {
  return static_cast<T>(atomicAnd(asWord(Address), toWord(Value)));
}
template <class T> LORCHA_HD inline T bitOr(T *Address, T Value, int) {
  return static_cast<T>(atomicOr(asWord(Address), toWord(Value)));
}
template <class T> LORCHA_HD inline T bitXor(T *Address, T Value, int) {
  return static_cast<T>(atomicXor(asWord(Address), toWord(Value)));
}
#else
template <class T> inline T load(const T *Address, int Order) {
  T Result;
  __atomic_load(Address, &Result, Order);
  return Result;
}
template <class T> inline void store(T *Address, T Value, int Order) {
  __atomic_store(Address, &Value, Order);
}
template <class T> inline T exchange(T *Address, T Value, int Order) {
  T Result;
  __atomic_exchange(Address, &Value, &Result, Order);
  return Result;
}
template <class T> inline bool replace(T *Address, T &Expected, T Value, int Success, int Failure) {
  return __atomic_compare_exchange(Address, &Expected, &Value, false, Success, Failure);
}
template <class T> inline T bitAnd(T *Address, T Value, int Order) {
  return __atomic_fetch_and(Address, Value, Order);
}
template <class T> inline T bitOr(T *Address, T Value, int Order) {
  return __atomic_fetch_or(Address, Value, Order);
}
template <class T> inline T bitXor(T *Address, T Value, int Order) {
  return __atomic_fetch_xor(Address, Value, Order);
}
#endif

/// Puts Next(old) in the place of the old value, which it returns.
template <class T, class NextT> LORCHA_HD inline T update(T *Address, int Order, const NextT &Next) {
  T Old = load(Address, __ATOMIC_RELAXED);
  while (!replace(Address, Old, Next(Old), Order, __ATOMIC_RELAXED)) {
  }
  return Old;
}

#if !defined(__CUDA__)
template <class T> inline T add(T *Address, T Value, int Order) {
  if constexpr (::std::is_integral<T>::value)
    return __atomic_fetch_add(Address, Value, Order);
  else
    return update(Address, Order, [=](T Old) -> T { return Old + Value; });
}
#endif

/// The order of a load or a failed comparison that goes with Order.
LORCHA_HD constexpr int orderOfLoad(int Order) {
  return Order == __ATOMIC_RELEASE ? __ATOMIC_RELAXED : Order == __ATOMIC_ACQ_REL ? __ATOMIC_ACQUIRE : Order;
}

} // namespace atomics
} // namespace lorcha

#endif
