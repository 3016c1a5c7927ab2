// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The folder of what is kept from run to run: built programs, precompiled headers. Each thing has a folder of
// its own, with a file `manifest` that is written last and whose time of modification is that of the last
// use.
#ifndef LORCHA_DRIVER_CACHE_H
#define LORCHA_DRIVER_CACHE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace lorcha {

/// From LORCHA_CACHE_DIR, XDG_CACHE_HOME or the home directory.
std::string cacheRoot();

/// Whether LORCHA_CACHE_DIR is "off", which is for what only makes things faster.
bool isCacheOff();

/// The hash of texts in their order, in hexadecimal.
std::string hashOfTexts(llvm::ArrayRef<std::string> Texts);

/// What tells one version of a file from the next, by size and time; "none" if there is none.
std::string stampOf(llvm::StringRef Path);

/// Sets the manifest's time of modification to now, if that can be done.
void noteUse(const std::string &Manifest);

/// Deletes the folders below Root with manifests that were used least recently while they have more bytes
/// than LORCHA_CACHE_SIZE says, but not Kept.
void limitFolders(llvm::StringRef Root, llvm::StringRef Kept);

} // namespace lorcha

#endif
