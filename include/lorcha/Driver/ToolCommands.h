// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The subcommands of `lorcha` that need the compiler, and lorcha-inspect.
#ifndef LORCHA_DRIVER_TOOLCOMMANDS_H
#define LORCHA_DRIVER_TOOLCOMMANDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace lorcha {

/// `lorcha translate`: Argv holds what follows "translate". Gives an ExitCode, as all of these do.
int translateMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

/// `lorcha run`: builds or finds the program and becomes it. Returns only if that fails.
int runMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

/// `lorcha explain`: prints the pages of diagnostics.
int explainMain(llvm::ArrayRef<const char *> Argv);

/// Appends the preprocessor's flags and the standard that compile_commands.json in Directory has for Input.
llvm::Error flagsOfDatabase(llvm::StringRef Directory, llvm::StringRef Input,
                            std::vector<std::string> &Flags);

/// lorcha-inspect: Argv holds what follows the program's name.
int inspectMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

} // namespace lorcha

#endif
