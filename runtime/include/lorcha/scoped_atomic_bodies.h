// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's __nv_atomic_... functions as the translator's parse sees them: in terms of CUDA's atomics on words
// of 4 and 8 bytes, which have no order, and fences. Part of scoped_atomic.h. Loads and stores may have any
// size, what changes the old value has one of a word's.
#ifndef LORCHA_SCOPED_ATOMIC_BODIES_H
#define LORCHA_SCOPED_ATOMIC_BODIES_H

#include "lorcha/attributes.h"
#include "lorcha/scoped_atomic_orders.h"

namespace lorcha {
namespace scoped {

// Under CUDA's names, so that the tables have rows for them.
template <class T> LORCHA_DEVICE T atomicAdd(T *Address, T Value);
template <class T> LORCHA_DEVICE T atomicExch(T *Address, T Value);
template <class T> LORCHA_DEVICE T atomicCAS(T *Address, T Compare, T Value);
template <class T> LORCHA_DEVICE T atomicAnd(T *Address, T Value);
template <class T> LORCHA_DEVICE T atomicOr(T *Address, T Value);
template <class T> LORCHA_DEVICE T atomicXor(T *Address, T Value);
LORCHA_DEVICE void __threadfence();

LORCHA_DEVICE void wordOfThisSize(); ///< OpenCL has none

/// The unsigned type of a size.
template <int Size> struct WordOf {
  using Type = unsigned;
};
template <> struct WordOf<8> {
  using Type = unsigned long long;
};
template <class T> using Word = typename WordOf<sizeof(T)>::Type;
template <class T> struct SameAs {
  using Type = T;
};
template <class T> using ValueOf = typename SameAs<T>::Type;

/// Whether sums are CUDA's on this type.
template <class T> struct HasOwnSum {
  static constexpr bool Is = false;
};
template <> struct HasOwnSum<float> {
  static constexpr bool Is = true;
};
template <> struct HasOwnSum<double> {
  static constexpr bool Is = true;
};

template <class T> LORCHA_DEVICE inline Word<T> *asWord(T *Address) {
  if constexpr (sizeof(T) != 4 && sizeof(T) != 8)
    wordOfThisSize();
  return reinterpret_cast<Word<T> *>(Address);
}
template <class T> LORCHA_DEVICE inline Word<T> toWord(T Value) {
  return *reinterpret_cast<Word<T> *>(&Value);
}
template <class T> LORCHA_DEVICE inline T fromWord(Word<T> Bits) { return *reinterpret_cast<T *>(&Bits); }

LORCHA_DEVICE inline void before(int Order) {
  if (Order >= __NV_ATOMIC_RELEASE)
    __threadfence();
}
LORCHA_DEVICE inline void after(int Order) {
  if (Order != __NV_ATOMIC_RELAXED && Order != __NV_ATOMIC_RELEASE)
    __threadfence();
}

template <class T> LORCHA_DEVICE inline T load(const T *Address, int Order) {
  before(Order);
  T Result = *const_cast<const volatile T *>(Address);
  after(Order);
  return Result;
}
template <class T> LORCHA_DEVICE inline void store(T *Address, T Value, int Order) {
  before(Order);
  *const_cast<volatile T *>(Address) = Value;
  after(Order == __NV_ATOMIC_SEQ_CST ? Order : __NV_ATOMIC_RELAXED);
}
template <class T> LORCHA_DEVICE inline T exchange(T *Address, T Value, int Order) {
  before(Order);
  T Old = fromWord<T>(atomicExch(asWord(Address), toWord(Value)));
  after(Order);
  return Old;
}
template <class T> LORCHA_DEVICE inline bool replace(T *Address, T *Expected, T Value, int Order) {
  before(Order);
  Word<T> Wanted = toWord(*Expected);
  Word<T> Found = atomicCAS(asWord(Address), Wanted, toWord(Value));
  *Expected = fromWord<T>(Found);
  after(Order);
  return Found == Wanted;
}
template <class T> LORCHA_DEVICE inline T sum(T *Address, T Value, int Order) {
  before(Order);
  T Old;
  if constexpr (HasOwnSum<T>::Is)
    Old = atomicAdd(Address, Value);
  else
    Old = fromWord<T>(atomicAdd(asWord(Address), toWord(Value)));
  after(Order);
  return Old;
}
template <class T> LORCHA_DEVICE inline T least(T *Address, T Value, int Order) {
  T Old = load(Address, __NV_ATOMIC_RELAXED);
  while (!replace(Address, &Old, Value < Old ? Value : Old, Order)) {
  }
  return Old;
}
template <class T> LORCHA_DEVICE inline T greatest(T *Address, T Value, int Order) {
  T Old = load(Address, __NV_ATOMIC_RELAXED);
  while (!replace(Address, &Old, Old < Value ? Value : Old, Order)) {
  }
  return Old;
}
template <class T> LORCHA_DEVICE inline T bitAnd(T *Address, T Value, int Order) {
  before(Order);
  T Old = fromWord<T>(atomicAnd(asWord(Address), toWord(Value)));
  after(Order);
  return Old;
}
template <class T> LORCHA_DEVICE inline T bitOr(T *Address, T Value, int Order) {
  before(Order);
  T Old = fromWord<T>(atomicOr(asWord(Address), toWord(Value)));
  after(Order);
  return Old;
}
template <class T> LORCHA_DEVICE inline T bitXor(T *Address, T Value, int Order) {
  before(Order);
  T Old = fromWord<T>(atomicXor(asWord(Address), toWord(Value)));
  after(Order);
  return Old;
}

} // namespace scoped
} // namespace lorcha

template <class T>
LORCHA_DEVICE inline T __nv_atomic_load_n(const T *ptr, int order, int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::scoped::load(ptr, order);
}
template <class T>
LORCHA_DEVICE inline void __nv_atomic_load(const T *ptr, T *ret, int order, int = __NV_THREAD_SCOPE_SYSTEM) {
  *ret = lorcha::scoped::load(ptr, order);
}
template <class T>
LORCHA_DEVICE inline void __nv_atomic_store_n(T *ptr, lorcha::scoped::ValueOf<T> val, int order,
                                              int = __NV_THREAD_SCOPE_SYSTEM) {
  lorcha::scoped::store(ptr, val, order);
}
template <class T>
LORCHA_DEVICE inline void __nv_atomic_store(T *ptr, const T *val, int order, int = __NV_THREAD_SCOPE_SYSTEM) {
  lorcha::scoped::store(ptr, *val, order);
}
template <class T>
LORCHA_DEVICE inline T __nv_atomic_exchange_n(T *ptr, lorcha::scoped::ValueOf<T> val, int order,
                                              int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::scoped::exchange(ptr, val, order);
}
template <class T>
LORCHA_DEVICE inline void __nv_atomic_exchange(T *ptr, const T *val, T *ret, int order,
                                               int = __NV_THREAD_SCOPE_SYSTEM) {
  *ret = lorcha::scoped::exchange(ptr, *val, order);
}
template <class T>
LORCHA_DEVICE inline bool
__nv_atomic_compare_exchange_n(T *ptr, T *expected, lorcha::scoped::ValueOf<T> desired, bool,
                               int success_order, int, int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::scoped::replace(ptr, expected, desired, success_order);
}
template <class T>
LORCHA_DEVICE inline bool __nv_atomic_compare_exchange(T *ptr, T *expected, const T *desired, bool,
                                                       int success_order, int,
                                                       int = __NV_THREAD_SCOPE_SYSTEM) {
  return lorcha::scoped::replace(ptr, expected, *desired, success_order);
}

/// What changes the value: one function that returns the old one, and one that does not. Operand is made of
/// val.
#define LORCHA_ATOMIC_UPDATE(Name, Apply, Operand)                                                           \
  template <class T>                                                                                         \
  LORCHA_DEVICE inline T __nv_atomic_fetch_##Name(T *ptr, lorcha::scoped::ValueOf<T> val, int order,         \
                                                  int = __NV_THREAD_SCOPE_SYSTEM) {                          \
    return lorcha::scoped::Apply(ptr, Operand, order);                                                       \
  }                                                                                                          \
  template <class T>                                                                                         \
  LORCHA_DEVICE inline void __nv_atomic_##Name(T *ptr, lorcha::scoped::ValueOf<T> val, int order,            \
                                               int = __NV_THREAD_SCOPE_SYSTEM) {                             \
    lorcha::scoped::Apply(ptr, Operand, order);                                                              \
  }
LORCHA_ATOMIC_UPDATE(add, sum, val)
LORCHA_ATOMIC_UPDATE(sub, sum, static_cast<T>(T(0) - val))
LORCHA_ATOMIC_UPDATE(and, bitAnd, val)
LORCHA_ATOMIC_UPDATE(or, bitOr, val)
LORCHA_ATOMIC_UPDATE(xor, bitXor, val)
LORCHA_ATOMIC_UPDATE(min, least, val)
LORCHA_ATOMIC_UPDATE(max, greatest, val)
#undef LORCHA_ATOMIC_UPDATE

LORCHA_DEVICE inline void __nv_atomic_thread_fence(int order, int = __NV_THREAD_SCOPE_SYSTEM) {
  if (order != __NV_ATOMIC_RELAXED)
    lorcha::scoped::__threadfence();
}

#endif
