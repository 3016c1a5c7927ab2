// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of lorchacc.
#include "lorcha/Driver/CompilerDriver.h"
#include "lorcha/Driver/Settings.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

/// Answers the flags that ask a question and compile nothing; empty if there is none of them.
static std::optional<int> answer(const ParsedOptions &Parsed, Reporter &Report) {
  const auto &Args = Parsed.Args;
  if (Args.hasArg(options::OPT_help)) {
    printOptions(llvm::outs(), "lorchacc [flags] file...",
                 "lorchacc: compiles CUDA C++ for processors that are not NVIDIA's, with nvcc's flags");
    return ExitSuccess;
  }
  const bool Code = Args.hasArg(options::OPT_list_gpu_code), Arch = Args.hasArg(options::OPT_list_gpu_arch);
  if (!Args.hasArg(options::OPT_version) && !Code && !Arch)
    return std::nullopt;
  std::optional<CudaVersion> Version = readCudaVersion(Parsed, Report);
  if (!Version)
    return ExitUsage;
  if (Args.hasArg(options::OPT_version))
    printCompilerVersion(*Version);
  else
    printArchitectures(*Version, Code, Arch);
  return ExitSuccess;
}

/// The command line between the flags of NVCC_PREPEND_FLAGS and NVCC_APPEND_FLAGS, as nvcc reads them.
static std::vector<const char *> withEnvironment(llvm::ArrayRef<const char *> Argv,
                                                 llvm::StringSaver &Saver) {
  auto FlagsOf = [&](llvm::StringRef Variable) {
    llvm::SmallVector<const char *, 8> Flags;
    if (auto Text = llvm::sys::Process::GetEnv(Variable))
      llvm::cl::TokenizeGNUCommandLine(*Text, Saver, Flags);
    return Flags;
  };
  std::vector<const char *> All;
  for (const char *Flag : FlagsOf("NVCC_PREPEND_FLAGS"))
    All.push_back(Flag);
  All.insert(All.end(), Argv.begin(), Argv.end());
  for (const char *Flag : FlagsOf("NVCC_APPEND_FLAGS"))
    All.push_back(Flag);
  return All;
}

int lorcha::lorchaccMain(int Argc, const char *const *Argv) {
  Reporter Report("lorchacc");
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  std::optional<ParsedOptions> Parsed =
      parseOptions(withEnvironment(llvm::ArrayRef(Argv + 1, Argc - 1), Saver), Report);
  if (!Parsed)
    return ExitUsage;
  if (std::optional<int> Status = answer(*Parsed, Report))
    return *Status;
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
