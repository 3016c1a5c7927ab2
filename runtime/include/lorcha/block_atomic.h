// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic functions on shared memory. One host thread runs a block from its start to its end and changes between the
// block's threads at barriers only, so nobody else can come between the load and the store: no locked instruction is
// needed. Emit/Cpu writes these for calls whose address is that of a __shared__ variable; the names and rules are those
// of lorcha/cpu/atomic.h.
#ifndef LORCHA_BLOCK_ATOMIC_H
#define LORCHA_BLOCK_ATOMIC_H

#include "lorcha/cpu/atomic.h"

namespace lorcha {
namespace within_block {

template <class T> using SameAs = detail::SameAs<T>;

/// Puts New in the place of *Address and returns what was there. Loops over threads are vectorised as if no
/// thread touched what another one writes, which atomics do: the empty assembly keeps their loops from that.
template <class T> inline T replace(T *Address, T New) {
  __asm__ volatile("" : "+m"(*Address));
  const T Old = *Address;
  *Address = New;
  return Old;
}

template <class T> inline detail::IfNumber<T> atomicAdd(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, static_cast<T>(*Address + Value));
}
template <class T> inline detail::IfInteger<T> atomicSub(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, static_cast<T>(*Address - Value));
}
template <class T> inline detail::IfNumber<T> atomicExch(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, Value);
}
template <class T> inline detail::IfInteger<T> atomicCAS(T *Address, SameAs<T> Compare, SameAs<T> Value) {
  return within_block::replace(Address, *Address == Compare ? Value : *Address);
}
template <class T> inline detail::IfInteger<T> atomicMin(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, Value < *Address ? Value : *Address);
}
template <class T> inline detail::IfInteger<T> atomicMax(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, Value > *Address ? Value : *Address);
}
template <class T> inline detail::IfInteger<T> atomicAnd(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, static_cast<T>(*Address & Value));
}
template <class T> inline detail::IfInteger<T> atomicOr(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, static_cast<T>(*Address | Value));
}
template <class T> inline detail::IfInteger<T> atomicXor(T *Address, SameAs<T> Value) {
  return within_block::replace(Address, static_cast<T>(*Address ^ Value));
}
template <class T> inline detail::IfInteger<T> atomicInc(T *Address, SameAs<T> Limit) {
  return within_block::replace(Address, *Address >= Limit ? T(0) : static_cast<T>(*Address + 1));
}
template <class T> inline detail::IfInteger<T> atomicDec(T *Address, SameAs<T> Limit) {
  return within_block::replace(Address, *Address == 0 || *Address > Limit ? Limit : static_cast<T>(*Address - 1));
}

} // namespace within_block
} // namespace lorcha

#endif
