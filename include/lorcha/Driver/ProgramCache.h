// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that `lorcha run` has built before, found again by the contents of everything they were made of.
#ifndef LORCHA_DRIVER_PROGRAMCACHE_H
#define LORCHA_DRIVER_PROGRAMCACHE_H

#include "lorcha/Driver/Installation.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace lorcha {

/// One folder per command line, named after its hash, with the program and a manifest that lists every file
/// read and the hash of its contents. Folders are made whole: several processes may use the cache at once.
class ProgramCache {
public:
  /// Flags, working directory, tool and runtime decide on the folder.
  static llvm::Expected<ProgramCache> open(const Installation &Place,
                                           llvm::ArrayRef<std::string> CommandLine);

  /// The program, if nothing that it was made of has changed.
  std::optional<std::string> find() const;

  /// Where to build the program before store().
  std::string scratchProgram() const;

  /// Makes the program at scratchProgram() known as made of these files. Gives its final name.
  llvm::Expected<std::string> store(llvm::ArrayRef<std::string> Files);

private:
  explicit ProgramCache(std::string Folder) : Folder(std::move(Folder)) {}
  std::string Folder;
};

} // namespace lorcha

#endif
