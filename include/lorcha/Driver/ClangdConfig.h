// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha clangd-config`: has clangd, and with it editors, read CUDA sources as the translator does.
// docs/editors.md is for users.
#ifndef LORCHA_DRIVER_CLANGDCONFIG_H
#define LORCHA_DRIVER_CLANGDCONFIG_H

#include "llvm/ADT/ArrayRef.h"

namespace lorcha {

/// Argv holds flags of lorchacc that sources are read with, and perhaps -o. Gives an ExitCode.
int clangdConfigMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

} // namespace lorcha

#endif
