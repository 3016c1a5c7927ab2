// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Precompiled headers that are kept from run to run. Lorcha's and the standard library's take compilers
// longer to read than most sources that include them.
#ifndef LORCHA_DRIVER_HEADERCACHE_H
#define LORCHA_DRIVER_HEADERCACHE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>
#include <vector>

namespace lorcha {

struct KeptHeaders {
  std::string Folder;             ///< what Make has written is in it
  std::vector<std::string> Files; ///< that were read for it
};

/// What was kept under these flags and whatever else decides on the headers' contents, if none of the files
/// that were read has changed. Make(Folder) is called at the second request: a single source would not gain.
/// It gives the files that it has read, or nothing if it fails. Only one process makes a thing at a time;
/// others get none meanwhile. None if the cache is off or cannot be written to.
std::optional<KeptHeaders>
keptHeaders(std::vector<std::string> Flags,
            llvm::function_ref<std::optional<std::vector<std::string>>(const std::string &Folder)> Make);

} // namespace lorcha

#endif
