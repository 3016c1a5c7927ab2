// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a file is, by its name.
#ifndef LORCHA_PROJECT_FILEKINDS_H
#define LORCHA_PROJECT_FILEKINDS_H

#include "llvm/ADT/StringRef.h"

namespace lorcha {

/// "a.cu".
bool isCudaSource(llvm::StringRef Path);
/// Sources that the host's compiler compiles.
bool isHostSource(llvm::StringRef Path);
/// Everything that may hold text for the translator: sources and headers.
bool isTranslatable(llvm::StringRef Path);
bool isMakefile(llvm::StringRef Path);
bool isCMakeFile(llvm::StringRef Path);

} // namespace lorcha

#endif
