// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the files of a tree are called once they are C++.
#ifndef LORCHA_MIGRATE_NAMES_H
#define LORCHA_MIGRATE_NAMES_H

#include "lorcha/Migrate/Unit.h"
#include "lorcha/Project/IncludeGraph.h"

namespace lorcha {

/// a.cu that is compiled becomes a.cpp (a.cu.cpp if there is an a.cpp); a.cu that is included becomes a.cu.h.
/// One that is both becomes both: a.cpp includes a.cu.h. Everything else keeps its name.
class Names {
public:
  Names(const SourceTree &Tree, const IncludeGraph &Includes, llvm::ArrayRef<Unit> Units);

  /// The name of the file with the source's text.
  std::string textOf(const std::string &Path) const { return lookup(Texts, Path); }
  /// The name by which build files compile it.
  std::string unitOf(const std::string &Path) const { return lookup(Compiled, Path); }
  bool isBoth(const std::string &Path) const { return textOf(Path) != unitOf(Path); }

private:
  static std::string lookup(const std::map<std::string, std::string> &Map, const std::string &Path) {
    auto It = Map.find(Path);
    return It == Map.end() ? Path : It->second;
  }
  std::map<std::string, std::string> Texts, Compiled;
};

} // namespace lorcha

#endif
