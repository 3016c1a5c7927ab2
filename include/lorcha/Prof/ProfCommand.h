// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha prof`: runs a program, records what it does and shows it. docs/profiling.md is for users.
#ifndef LORCHA_PROF_PROFCOMMAND_H
#define LORCHA_PROF_PROFCOMMAND_H

#include "llvm/ADT/ArrayRef.h"

namespace lorcha {

/// Argv holds what follows "prof". Gives the program's own status, or an ExitCode.
int profMain(llvm::ArrayRef<const char *> Argv);

} // namespace lorcha

#endif
