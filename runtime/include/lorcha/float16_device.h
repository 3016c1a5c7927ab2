// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles, atomic sums and cached loads and stores of the 16-bit classes and their pairs: declared for the
// translator's parse, and defined for translated programs by the templates of the device language.
#ifndef LORCHA_FLOAT16_DEVICE_H
#define LORCHA_FLOAT16_DEVICE_H

#include "lorcha/float16.h"
#if !defined(__CUDA__)
#include "lorcha/cpu/atomic.h"
#include "lorcha/cpu/warp.h"
#endif

namespace lorcha {
namespace detail {
/// T if it is one of the four classes.
template <class T, class = void> struct IsFloat16 : std::false_type {};
template <class T> struct IsFloat16<T, For16<T, void>> : std::true_type {};
template <class T> struct IsFloat16<T, ForPair<T, void>> : std::true_type {};
template <class T> using IfAny16 = std::enable_if_t<IsFloat16<T>::value, T>;
template <class T> using VoidIfAny16 = std::enable_if_t<IsFloat16<T>::value>;

#if !defined(__CUDA__)
/// Shuffles exchange them as they are.
template <class T> struct Shuffled<T, std::enable_if_t<IsFloat16<T>::value>> {
  using Type = T;
};
#endif
} // namespace detail
} // namespace lorcha

#if defined(__CUDA__)
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_sync(unsigned int mask, T var, int lane, int width = 32);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl(T var, int lane, int width = 32);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_up_sync(unsigned int mask, T var, unsigned int lane,
                                                        int width = 32);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_up(T var, unsigned int lane, int width = 32);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_down_sync(unsigned int mask, T var, unsigned int lane,
                                                          int width = 32);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_down(T var, unsigned int lane, int width = 32);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_xor_sync(unsigned int mask, T var, int lane, int width = 32);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_xor(T var, int lane, int width = 32);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldg(const T *address);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldca(const T *address);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcg(const T *address);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcs(const T *address);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldlu(const T *address);
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcv(const T *address);
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stwb(T *address, lorcha::detail::Exactly<T> value);
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stcg(T *address, lorcha::detail::Exactly<T> value);
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stcs(T *address, lorcha::detail::Exactly<T> value);
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stwt(T *address, lorcha::detail::Exactly<T> value);
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> atomicAdd(T *address, lorcha::detail::Exactly<T> val);
#else
/// A pair is replaced as a whole, which is more than CUDA promises.
template <class T>
LORCHA_INLINE lorcha::detail::IfAny16<T> atomicAdd(T *Address, lorcha::detail::Exactly<T> Value) {
  return lorcha::detail::atomicUpdate(Address, [=](T Old) { return Old + Value; });
}
#endif

#endif
