// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of lorchacc.
#include "lorcha/Driver/CompilerDriver.h"
#include "lorcha/Support/Version.h"

#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

/// Build scripts look for "release X.Y" and "VX.Y.Z" here to learn which CUDA the compiler takes.
static void printVersion() {
  llvm::outs() << "lorchacc: Lorcha " LORCHA_VERSION
                  ", an nvcc-compatible compiler driver; not made by NVIDIA\n"
               << "Cuda compilation tools, release " << CudaVersionMajor << '.' << CudaVersionMinor << ", V"
               << CudaVersionMajor << '.' << CudaVersionMinor
               << ".0 (the release whose sources and flags it takes)\n";
}

/// Appends the flags that the environment variable holds, split as a shell does; none if it is not set.
static void appendFromEnvironment(llvm::StringRef Variable, llvm::StringSaver &Saver,
                                  llvm::SmallVectorImpl<const char *> &Arguments) {
  if (std::optional<std::string> Flags = llvm::sys::Process::GetEnv(Variable))
    llvm::cl::TokenizeGNUCommandLine(*Flags, Saver, Arguments);
}

int lorcha::lorchaccMain(int Argc, const char *const *Argv) {
  Reporter Report("lorchacc");
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 64> Arguments;
  appendFromEnvironment("NVCC_PREPEND_FLAGS", Saver, Arguments);
  Arguments.append(Argv + 1, Argv + Argc);
  appendFromEnvironment("NVCC_APPEND_FLAGS", Saver, Arguments);
  std::optional<ParsedOptions> Parsed = parseOptions(Arguments, Report);
  if (!Parsed)
    return ExitUsage;
  if (Parsed->Args.hasArg(options::OPT_help)) {
    printOptions(llvm::outs(), "lorchacc [flags] file...",
                 "lorchacc: compiles CUDA C++ for processors that are not NVIDIA's, with nvcc's flags");
    return ExitSuccess;
  }
  if (Parsed->Args.hasArg(options::OPT_version)) {
    printVersion();
    return ExitSuccess;
  }
  std::optional<Invocation> Call = makeInvocation(*Parsed, Report);
  if (!Call)
    return ExitUsage;
  if (Call->Inputs.empty()) {
    Report.report(DiagId::NoInput, Report.tool());
    return ExitUsage;
  }
  llvm::Expected<Installation> Place = findInstallation(Argv[0]);
  if (!Place) {
    Report.report(Place.takeError());
    return ExitEnvironment;
  }
  return CompilerDriver(*Call, *Place, Report).run();
}
