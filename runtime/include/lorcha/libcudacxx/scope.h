// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libcu++: thread scopes, sizes of known alignment, and cuda::std, which is the host's standard library with
// what libcu++ adds to it. One host thread runs a block, so a block's scope needs no locked instructions.
#ifndef LORCHA_LIBCUDACXX_SCOPE_H
#define LORCHA_LIBCUDACXX_SCOPE_H

#include "lorcha/attributes.h"
#include <cstddef>
#include <cstdint>

namespace lorcha {

/// cuda::aligned_size_t: bytes at addresses that are multiples of Alignment.
template <::std::size_t Alignment> struct AlignedSize {
  static constexpr ::std::size_t align = Alignment;
  ::std::size_t value;
  LORCHA_HD explicit constexpr AlignedSize(::std::size_t Bytes) : value(Bytes) {}
  LORCHA_HD constexpr operator ::std::size_t() const { return value; }
};

} // namespace lorcha

namespace cuda {

enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };

template <::std::size_t Alignment> using aligned_size_t = lorcha::AlignedSize<Alignment>;

namespace std {
using namespace ::std;
} // namespace std

} // namespace cuda

#endif
