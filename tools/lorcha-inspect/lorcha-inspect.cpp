// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints one analysis of a source, or the plan for its kernels. For tests and for people who work on the
// translator.
#include "lorcha/Driver/Crashes.h"
#include "lorcha/Driver/ToolCommands.h"

#include "llvm/Support/InitLLVM.h"

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  lorcha::catchCrashes();
  return lorcha::leave(lorcha::inspectMain(Argv[0], llvm::ArrayRef(Argv + 1, Argc - 1)));
}
