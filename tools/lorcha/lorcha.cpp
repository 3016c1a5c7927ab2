// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tool for people: translate a source, run it, see the devices.
#include "Devices.h"
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Driver/ToolCommands.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

static const char Help[] =
    R"(lorcha: runs CUDA C++ programs on hardware that is not NVIDIA's

  lorcha run a.cu                   translate, compile and run; a second run starts at once
  lorcha run a.cu -- 100 in.txt     the same, with arguments for the program
  lorcha translate a.cu -o a.cpp    write the translated C++
  lorcha devices -v                 the devices that kernels can run on, and their properties
  lorcha help run                   the flags of a command (translate, run, devices)
  lorcha --version                  the version

translate and run take nvcc's flags: -I, -D, -O, -std and so on. To build a project that uses nvcc, give its
build lorchacc instead, for example: make NVCC=lorchacc
)";

static int runCommand(llvm::StringRef Name, const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  if (Name == "translate")
    return translateMain(ProgramName, Argv);
  if (Name == "run")
    return runMain(ProgramName, Argv);
  if (Name == "devices")
    return devicesMain(Argv);
  if (Name == "version" || Name == "--version" || Name == "-V") {
    llvm::outs() << "lorcha " LORCHA_VERSION "\n";
    return ExitSuccess;
  }
  if (Name == "help" || Name == "--help" || Name == "-h") {
    if (!Argv.empty())
      return runCommand(Argv.front(), ProgramName, {"--help"});
    llvm::outs() << Help;
    return ExitSuccess;
  }
  Reporter("lorcha").report(DiagId::UnknownCommand, Name.str());
  return ExitUsage;
}

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  if (Argc < 2) {
    llvm::errs() << Help;
    return ExitUsage;
  }
  return runCommand(Argv[1], Argv[0], llvm::ArrayRef(Argv + 2, Argc - 2));
}
