// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the entry points about ranges of managed memory share.
#ifndef LORCHA_API_MANAGED_H
#define LORCHA_API_MANAGED_H

#include "api/Call.h"
#include "core/MemoryHints.h"

namespace lorcha::runtime::api {

/// Whether the range lies in managed memory (or in ordinary host memory, which devices can use as well).
bool mayHint(const void *Pointer, size_t Bytes);

/// The place that the program means; false if there is none.
bool toPlace(int Ordinal, MemoryPlace &Result);
bool toPlace(const lorchaMemLocation &Place, MemoryPlace &Result);

/// Remembers that the range was to be moved. It has been checked.
void notePrefetch(const void *Pointer, size_t Bytes, const MemoryPlace &To);

} // namespace lorcha::runtime::api

#endif
