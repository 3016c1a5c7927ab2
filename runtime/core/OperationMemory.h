// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of operations. One thread makes them and another destroys them a microsecond later: the C library's
// allocator would have the two wait for each other.
#ifndef LORCHA_CORE_OPERATIONMEMORY_H
#define LORCHA_CORE_OPERATIONMEMORY_H

#include <cstddef>

namespace lorcha::runtime {

/// Memory for an operation of Bytes bytes; thread-safe. Throws std::bad_alloc.
void *allocateOperation(size_t Bytes);
/// Bytes: as given to allocateOperation.
void releaseOperation(void *Memory, size_t Bytes);

} // namespace lorcha::runtime

#endif
