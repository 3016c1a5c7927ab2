// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses and copies of inline PTX. Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_MEMORY_H
#define LORCHA_PTX_MEMORY_H

#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

/// The object at an offset in the window of shared memory; the upper half of the address does not count.
template <class T> LORCHA_PTX T *sharedPointer(unsigned long long Address) {
  return static_cast<T *>(__cvta_shared_to_generic(static_cast<unsigned>(Address)));
}

/// Bytes bytes, of which the first Given come from Source and the others are zero. Both are multiples of 4
/// where they differ from 0; addresses are aligned to Bytes.
template <class T> LORCHA_PTX void copyWords(T *Target, const T *Source, unsigned Words, unsigned Given) {
  for (unsigned I = 0; I < Words; ++I)
    Target[I] = I < Given ? Source[I] : 0;
}
LORCHA_PTX void copy(unsigned char *Target, unsigned char *Source, unsigned Bytes, unsigned Given) {
  if (Given % 4 == 0)
    copyWords((unsigned *)Target, (const unsigned *)Source, Bytes / 4, Given / 4);
  else
    copyWords<unsigned char>(Target, Source, Bytes, Given);
}

/// An empty asm statement that clobbers memory.
LORCHA_PTX void compilerBarrier() { __threadfence_block(); }

} // namespace ptx
} // namespace lorcha

#endif
