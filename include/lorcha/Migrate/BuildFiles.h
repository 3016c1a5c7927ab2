// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makefiles and CMake files that build the migrated tree with a C++ compiler and Lorcha's runtime. What is
// not certain stays and is listed.
#ifndef LORCHA_MIGRATE_BUILDFILES_H
#define LORCHA_MIGRATE_BUILDFILES_H

#include "lorcha/Migrate/Names.h"
#include "lorcha/Migrate/SharedTexts.h"

namespace lorcha {

class BuildRewriter {
public:
  BuildRewriter(const SourceTree &Tree, const Names &NewNames) : Tree(Tree), NewNames(NewNames) {}

  /// The new text of a build file of the tree.
  std::string makefile(const std::string &Path, llvm::StringRef Text);
  std::string cmake(const std::string &Path, llvm::StringRef Text);

  /// Files of ours that the new texts include, by path in the migrated tree.
  std::map<std::string, std::string> own() const;
  const std::vector<LeftOver> &left() const { return Left; }

private:
  const SourceTree &Tree;
  const Names &NewNames;
  bool UsesMake = false, UsesCMake = false;
  std::vector<LeftOver> Left;
};

} // namespace lorcha

#endif
