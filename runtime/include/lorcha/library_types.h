// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that the libraries on top of the runtime share, beside lorchaDataType.
#ifndef LORCHA_LIBRARY_TYPES_H
#define LORCHA_LIBRARY_TYPES_H

/// The parts of a library's version.
enum libraryPropertyType_t { MAJOR_VERSION, MINOR_VERSION, PATCH_LEVEL };
typedef enum libraryPropertyType_t libraryPropertyType;

#endif
