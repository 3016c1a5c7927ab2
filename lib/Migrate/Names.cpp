// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// New names for CUDA sources.
#include "lorcha/Migrate/Names.h"
#include "lorcha/Project/FileKinds.h"

using namespace lorcha;

Names::Names(const SourceTree &Tree, const IncludeGraph &Includes, llvm::ArrayRef<Unit> Units) {
  for (const Unit &Each : Units)
    if (isCudaSource(Each.Path)) {
      const std::string Stem = Each.Path.substr(0, Each.Path.size() - 3);
      Compiled[Each.Path] = Tree.has(Stem + ".cpp") ? Each.Path + ".cpp" : Stem + ".cpp";
    }
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (!isCudaSource(Path) || !Entry.LinkTarget.empty())
      continue;
    const bool IsUnit = Compiled.count(Path) != 0;
    Texts[Path] = IsUnit && !Includes.isIncluded(Path) ? Compiled[Path] : Path + ".h";
    if (!IsUnit)
      Compiled[Path] = Texts[Path];
  }
}
