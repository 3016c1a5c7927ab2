// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What all parts of lorcha/ptx.h stand on: the device language, and types of integers.
#ifndef LORCHA_PTX_TYPES_H
#define LORCHA_PTX_TYPES_H

#include "lorcha/attributes.h"
#if defined(__CUDA__)
#include "lorcha_device.h"
#else
#include "lorcha/device.h"
#endif

/// A function for an instruction.
#define LORCHA_PTX LORCHA_DEVICE inline __attribute__((always_inline))

namespace lorcha {
namespace ptx {

/// The unsigned type of the same width.
template <class T> struct Unsigned {
  using Type = T;
};
template <> struct Unsigned<short> {
  using Type = unsigned short;
};
template <> struct Unsigned<int> {
  using Type = unsigned;
};
template <> struct Unsigned<long long> {
  using Type = unsigned long long;
};
template <class T> using UnsignedOf = typename Unsigned<T>::Type;

template <class T> LORCHA_PTX bool isNegative(T A) {
  if constexpr (static_cast<T>(-1) < static_cast<T>(0))
    return A < 0;
  else
    return false;
}

} // namespace ptx
} // namespace lorcha

#endif
