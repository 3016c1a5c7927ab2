// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a tree's build files tell about how its sources are compiled.
#ifndef LORCHA_MIGRATE_BUILDFACTS_H
#define LORCHA_MIGRATE_BUILDFACTS_H

#include "lorcha/Migrate/SourceTree.h"
#include <set>

namespace lorcha {

class BuildFacts {
public:
  /// Reads every Makefile and CMake file of the tree.
  explicit BuildFacts(const SourceTree &Tree);

  /// -D and -U flags with fixed values that apply to sources in Folder, from Makefiles there, outside of make's conditionals.
  std::vector<std::string> macros(const std::string &Folder) const;
  /// Whether sources in Folder are compiled with relocatable device code.
  bool isRelocatable(const std::string &Folder) const;
  /// Whether a CMake file names the source in a target.
  bool isListed(const std::string &Path) const { return Listed.count(Path) != 0; }

private:
  void readMakefile(const std::string &Folder, llvm::StringRef Text);
  void readCMake(const std::string &Folder, llvm::StringRef Text);

  const SourceTree &Tree;
  std::map<std::string, std::vector<std::string>> Macros;
  std::set<std::string> RelocatableFolders;
  std::set<std::string> Listed;
};

} // namespace lorcha

#endif
