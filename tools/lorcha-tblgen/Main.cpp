// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lorcha-tblgen: turns the API tables (include/lorcha/Api/*.td) into headers, lookup tables, stubs, and docs.
// Each output is one emitter in a file of its own, which registers itself as `-gen-...`.
#include "llvm/TableGen/Main.h"
#include "llvm/Support/CommandLine.h"

int main(int ArgCount, char **Args) {
  llvm::cl::ParseCommandLineOptions(ArgCount, Args, "lorcha-tblgen: the generator of Lorcha's API tables\n");
  return llvm::TableGenMain(Args[0]);
}
