// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The subcommand of `lorcha` that asks the runtime.
#ifndef LORCHA_TOOLS_LORCHA_DEVICES_H
#define LORCHA_TOOLS_LORCHA_DEVICES_H

#include "llvm/ADT/ArrayRef.h"

namespace lorcha {

/// Argv holds what follows "devices". Gives an ExitCode.
int devicesMain(llvm::ArrayRef<const char *> Argv);

} // namespace lorcha

#endif
