// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates units in processes of their own, so that a source that breaks the translator takes nothing else
// with it.
#ifndef LORCHA_MIGRATE_WORKERS_H
#define LORCHA_MIGRATE_WORKERS_H

#include "lorcha/Migrate/Progress.h"
#include "lorcha/Migrate/SourceTree.h"
#include "lorcha/Migrate/Unit.h"
#include "llvm/ADT/STLExtras.h"

namespace lorcha {

/// Translates Units, Jobs at a time, in the folder Tree.root(). Results come in the order of Units; Done is
/// called with each index as it is ready. Scratch is a folder for files in between. Stops early, with no
/// result for the rest, when interrupted() becomes true.
std::vector<std::optional<UnitResult>> translateUnits(llvm::ArrayRef<const Unit *> Units,
                                                      const SourceTree &Tree, const std::string &Scratch,
                                                      unsigned Jobs, Progress &Shown);

/// From now on Ctrl-C and a request to end are only noted.
void catchInterrupts();
bool interrupted();

} // namespace lorcha

#endif
