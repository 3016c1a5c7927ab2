// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How wide the vectors are that a translated program is compiled for.
#ifndef LORCHA_VECTOR_SIZE_H
#define LORCHA_VECTOR_SIZE_H

namespace lorcha {

/// Bytes of a vector register.
#if defined(__AVX512F__)
constexpr unsigned VectorBytes = 64;
#elif defined(__AVX__)
constexpr unsigned VectorBytes = 32;
#else
constexpr unsigned VectorBytes = 16;
#endif

} // namespace lorcha

#endif
