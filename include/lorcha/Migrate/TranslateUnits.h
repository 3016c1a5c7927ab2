// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates the units of a tree, each in a process of its own.
#ifndef LORCHA_MIGRATE_TRANSLATEUNITS_H
#define LORCHA_MIGRATE_TRANSLATEUNITS_H

#include "lorcha/Migrate/Progress.h"
#include "lorcha/Migrate/Unit.h"
#include "lorcha/Project/SourceTree.h"
#include "lorcha/Project/UnitProcesses.h"
#include "llvm/ADT/STLExtras.h"

namespace lorcha {

/// Translates Units in the folder Tree.root(). Results come in the order of Units; there is none for those
/// that were not reached before interrupted() became true.
std::vector<std::optional<UnitResult>> translateUnits(llvm::ArrayRef<const Unit *> Units,
                                                      const SourceTree &Tree, ProcessLimits Limits,
                                                      Progress &Shown);

} // namespace lorcha

#endif
