// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a tree's build files tell about how its sources are compiled.
#ifndef LORCHA_MIGRATE_BUILDFACTS_H
#define LORCHA_MIGRATE_BUILDFACTS_H

#include "lorcha/Project/SourceTree.h"
#include <set>

namespace lorcha {

/// The text of a Makefile or CMake file of the tree's own; none for other files, and where it cannot be read.
std::optional<std::string> buildFileText(const SourceTree &Tree, const std::string &Path,
                                         const SourceEntry &Entry);

class BuildFacts {
public:
  /// Reads every Makefile and CMake file of the tree.
  explicit BuildFacts(const SourceTree &Tree);

  /// -D and -U flags with fixed values that apply to sources in Folder, from Makefiles there, outside of
  /// make's conditionals.
  std::vector<std::string> macros(const std::string &Folder) const;
  /// Whether sources in Folder are compiled with relocatable device code.
  bool isRelocatable(const std::string &Folder) const;
  /// Whether a CMake file or a command of a Makefile names the source.
  bool isListed(const std::string &Path) const { return Listed.count(Path) != 0; }
  /// Whether any build file has this word in it.
  bool mentions(llvm::StringRef Word) const { return llvm::StringRef(AllText).contains(Word); }

private:
  void readMakefile(const std::string &Folder, llvm::StringRef Text);
  void readCMake(const std::string &Folder, llvm::StringRef Text);
  void listSources(const std::string &Folder, llvm::StringRef Text);

  const SourceTree &Tree;
  std::map<std::string, std::vector<std::string>> Macros;
  std::set<std::string> RelocatableFolders; ///< with what is below them
  std::set<std::string> RelocatableAlone;
  std::set<std::string> Listed;
  std::string AllText; ///< of all build files
};

} // namespace lorcha

#endif
