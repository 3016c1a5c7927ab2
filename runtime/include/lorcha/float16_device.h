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
// In terms of the functions of CUDA's own types, for OpenCL; translated C++ has the templates of the device
// language.
namespace lorcha {
namespace detail {
template <class T> LORCHA_DEVICE inline unsigned wordOf16(T Value) {
  unsigned Word = 0;
  memcpy(&Word, &Value, sizeof(T));
  return Word;
}
template <class T> LORCHA_DEVICE inline T fromWord16(unsigned Word) {
  T Value;
  memcpy(&Value, &Word, sizeof(T));
  return Value;
}
} // namespace detail
} // namespace lorcha

template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_sync(unsigned int mask, T var, int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_sync(mask, lorcha::detail::wordOf16(var), lane, width));
}
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl(T var, int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl(lorcha::detail::wordOf16(var), lane, width));
}
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_up_sync(unsigned int mask, T var, unsigned int lane,
                                                        int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_up_sync(mask, lorcha::detail::wordOf16(var), lane, width));
}
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_up(T var, unsigned int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_up(lorcha::detail::wordOf16(var), lane, width));
}
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_down_sync(unsigned int mask, T var, unsigned int lane,
                                                          int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_down_sync(mask, lorcha::detail::wordOf16(var), lane, width));
}
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_down(T var, unsigned int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_down(lorcha::detail::wordOf16(var), lane, width));
}
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_xor_sync(unsigned int mask, T var, int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_xor_sync(mask, lorcha::detail::wordOf16(var), lane, width));
}
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __shfl_xor(T var, int lane, int width = 32) {
  return lorcha::detail::fromWord16<T>(__shfl_xor(lorcha::detail::wordOf16(var), lane, width));
}
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldg(const T *address) { return *address; }
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldca(const T *address) { return *address; }
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcg(const T *address) { return *address; }
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcs(const T *address) { return *address; }
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldlu(const T *address) { return *address; }
template <class T> LORCHA_DEVICE lorcha::detail::IfAny16<T> __ldcv(const T *address) { return *address; }
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stwb(T *address, lorcha::detail::Exactly<T> value) {
  *address = value;
}
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stcg(T *address, lorcha::detail::Exactly<T> value) {
  *address = value;
}
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stcs(T *address, lorcha::detail::Exactly<T> value) {
  *address = value;
}
template <class T>
LORCHA_DEVICE lorcha::detail::VoidIfAny16<T> __stwt(T *address, lorcha::detail::Exactly<T> value) {
  *address = value;
}
/// A pair is replaced as a whole, which is more than CUDA promises.
template <class T>
LORCHA_DEVICE lorcha::detail::IfAny16<T> atomicAdd(T *address, lorcha::detail::Exactly<T> val) {
  using Word = std::conditional_t<sizeof(T) == 4, unsigned int, unsigned short>;
  Word *Place = reinterpret_cast<Word *>(address);
  Word Seen = *Place;
  while (true) {
    const T Old = lorcha::detail::fromWord16<T>(Seen);
    const Word Next = static_cast<Word>(lorcha::detail::wordOf16<T>(Old + val));
    const Word Found = atomicCAS(Place, Seen, Next);
    if (Found == Seen)
      return Old;
    Seen = Found;
  }
}
#else
/// A pair is replaced as a whole, which is more than CUDA promises.
template <class T>
LORCHA_INLINE lorcha::detail::IfAny16<T> atomicAdd(T *Address, lorcha::detail::Exactly<T> Value) {
  return lorcha::detail::atomicUpdate(Address, [=](T Old) { return Old + Value; });
}
#endif

#endif
