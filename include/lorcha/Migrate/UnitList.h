// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The units of a tree and their flags: from a compilation database, from the command line, or found from the
// tree.
#ifndef LORCHA_MIGRATE_UNITLIST_H
#define LORCHA_MIGRATE_UNITLIST_H

#include "lorcha/Driver/Invocation.h"
#include "lorcha/Migrate/BuildFacts.h"
#include "lorcha/Migrate/Unit.h"
#include "lorcha/Project/IncludeGraph.h"

namespace lorcha {

class UnitList {
public:
  UnitList(const SourceTree &Tree, const IncludeGraph &Includes, const BuildFacts &Build,
           const Invocation &Call, const Installation &Place)
      : Tree(Tree), Includes(Includes), Build(Build), Call(Call), Place(Place) {}

  /// Takes units and flags from compile_commands.json in Folder.
  llvm::Error readDatabase(const std::string &Folder);

  /// CUDA sources that are not only included by others.
  std::vector<Unit> cudaUnits() const;
  /// Sources of the host that name CUDA's API or read one of the Changed headers.
  std::vector<Unit> hostUnits(const std::set<std::string> &Changed) const;

private:
  Unit makeUnit(const std::string &Path, SourceKind Kind) const;

  const SourceTree &Tree;
  const IncludeGraph &Includes;
  const BuildFacts &Build;
  const Invocation &Call;
  const Installation &Place;
  std::map<std::string, TranslateOptions> Database;
  std::set<std::string> DatabaseCuda; ///< sources that are compiled as CUDA whatever their name
};

} // namespace lorcha

#endif
