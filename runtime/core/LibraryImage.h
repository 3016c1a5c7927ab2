// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the bytes of a library of kernels are, and the names in them. ELF: System V ABI, chapters 4 and 5.
#ifndef LORCHA_CORE_LIBRARYIMAGE_H
#define LORCHA_CORE_LIBRARYIMAGE_H

#include "core/Status.h"
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace lorcha::runtime {

/// Success for a shared library of this processor; else which kind of foreign code it is. Reads no further
/// than the headers at the beginning.
Status checkImage(const void *Image);
/// Bytes of a shared library that checkImage takes, by its own headers.
size_t imageBytes(const void *Image);
/// The names of functions by their addresses in the file: all of them, or what is left of them in a stripped
/// one.
std::map<uint64_t, std::string> functionNames(const std::string &Image);

} // namespace lorcha::runtime

#endif
