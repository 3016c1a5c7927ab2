// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compiler driver that takes nvcc's place in build files.
#include "lorcha/Driver/Crashes.h"
#include "lorcha/Driver/CompilerDriver.h"

#include "llvm/Support/InitLLVM.h"

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  lorcha::catchCrashes();
  return lorcha::leave(lorcha::lorchaccMain(Argc, Argv));
}
