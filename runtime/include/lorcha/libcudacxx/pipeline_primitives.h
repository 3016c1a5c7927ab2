// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions of cuda_pipeline.h: copies of one thread, made at once.
#ifndef LORCHA_LIBCUDACXX_PIPELINE_PRIMITIVES_H
#define LORCHA_LIBCUDACXX_PIPELINE_PRIMITIVES_H
#include "lorcha/own_letters.h"

#include "lorcha/group_copy.h"

/// Copies Size bytes, of which the last ZeroFilled are zeros instead.
template <class T>
LORCHA_DEVICE inline void __pipeline_memcpy_async(T *To, const T *From, size_t Size, size_t ZeroFilled = 0) {
  lorcha::group::copy(To, From, Size - ZeroFilled);
  for (size_t I = Size - ZeroFilled; I < Size; ++I)
    reinterpret_cast<char *>(To)[I] = 0;
}
LORCHA_DEVICE inline void __pipeline_memcpy_async(void *To, const void *From, size_t Size,
                                                  size_t ZeroFilled = 0) {
  __pipeline_memcpy_async(static_cast<char *>(To), static_cast<const char *>(From), Size, ZeroFilled);
}
LORCHA_DEVICE inline void __pipeline_commit() {}
LORCHA_DEVICE inline void __pipeline_wait_prior(size_t) {}

#include "lorcha/users_letters.h"
#endif
