// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What build systems and people ask the tools about.
#include "lorcha/Driver/Settings.h"
#include "lorcha/Driver/HostCompiler.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using llvm::StringRef;

void lorcha::printCompilerVersion(CudaVersion Version) {
  // Some scripts take what follows the last V for the version.
  llvm::outs() << "lorchacc: Lorcha " LORCHA_VERSION
                  ", a compiler driver that is not made by NVIDIA but takes the flags of\n"
               << "nvcc: NVIDIA (R) Cuda compiler driver\n"
               << "and the sources of this release of CUDA:\n"
               << "Cuda compilation tools, release " << Version.Major << '.' << Version.Minor << ", V"
               << Version.Major << '.' << Version.Minor << ".0\n";
}

namespace {
/// An architecture and the releases of CUDA, as 1000 * major + 10 * minor, that have it.
struct Architecture {
  unsigned Number;
  unsigned From;
  unsigned Before;
};
} // namespace

static constexpr Architecture Architectures[] = {
    {20, 0, 9000},        {30, 0, 11000},      {32, 6000, 11000},    {35, 5000, 12000},
    {37, 6050, 12000},    {50, 6000, 13000},   {52, 6050, 13000},    {53, 7000, 13000},
    {60, 8000, 13000},    {61, 8000, 13000},   {62, 8000, 13000},    {70, 9000, 13000},
    {72, 9020, 13000},    {75, 10000, 100000}, {80, 11000, 100000},  {86, 11010, 100000},
    {87, 11040, 100000},  {88, 13000, 100000}, {89, 11080, 100000},  {90, 11080, 100000},
    {100, 12080, 100000}, {101, 12080, 13000}, {103, 12090, 100000}, {110, 13000, 100000},
    {120, 12080, 100000}, {121, 12090, 100000}};

void lorcha::printArchitectures(CudaVersion Version, bool Real, bool Virtual) {
  for (const Architecture &Each : Architectures) {
    if (Version.number() < Each.From || Version.number() >= Each.Before)
      continue;
    if (Real && Virtual)
      llvm::outs() << "arch=compute_" << Each.Number << ",code=sm_" << Each.Number << '\n';
    else
      llvm::outs() << (Real ? "sm_" : "compute_") << Each.Number << '\n';
  }
}

void lorcha::printToolkitSettings(const Installation &Place) {
  llvm::errs() << "#$ TOP=" << Place.ToolkitDirectory
               << "\n#$ PATH=" << llvm::sys::Process::GetEnv("PATH").value_or("") << "\n#$ INCLUDES=-I"
               << Place.CudaIncludeDirectory << "\n#$ LIBRARIES=-L" << Place.LibraryDirectory << " -L"
               << Place.ToolkitDirectory << "/lib64\n";
}

bool lorcha::isSetting(StringRef What) {
  return llvm::is_contained({"prefix", "toolkit-root", "env", "cxxflags", "ldflags"}, What);
}

static void printFlags(llvm::ArrayRef<std::string> Flags) {
  const char *Separator = "";
  for (const std::string &Flag : Flags) {
    llvm::outs() << Separator;
    llvm::sys::printArg(llvm::outs(), Flag, false);
    Separator = " ";
  }
  llvm::outs() << '\n';
}

/// The toolkit for everything that a shell starts, as lines for the shell.
static void printEnvironment(const Installation &Place) {
  auto Quoted = [](StringRef Text) {
    std::string Result = "'";
    for (char C : Text)
      Result += C == '\'' ? std::string("'\\''") : std::string(1, C);
    return Result + "'";
  };
  const std::string Root = Quoted(Place.ToolkitDirectory);
  for (const char *Name : {"CUDA_HOME", "CUDA_PATH", "CUDA_ROOT", "CUDAToolkit_ROOT"})
    llvm::outs() << "export " << Name << '=' << Root << '\n';
  llvm::outs() << "export CUDACXX=" << Root << "/bin/nvcc\n"
               << "export PATH=" << Root << "/bin:\"$PATH\"\n";
  // Compilers link what is in the first, also where a build file gives them a folder that is not there;
  // programs load what is in the second.
  for (StringRef Name : {"LIBRARY_PATH", "LD_LIBRARY_PATH"})
    llvm::outs() << "export " << Name << '=' << Root << "/lib64\"${" << Name << ":+:$" << Name << "}\"\n";
}

int lorcha::settingMain(const char *ProgramName, StringRef What, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha");
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  std::optional<Invocation> Call;
  if (Parsed)
    Call = makeInvocation(*Parsed, Report);
  if (!Call)
    return ExitUsage;
  llvm::Expected<Installation> Place = findInstallation(ProgramName);
  if (!Place) {
    Report.report(Place.takeError());
    return ExitEnvironment;
  }
  if (What == "prefix" || What == "toolkit-root") {
    const StringRef Prefix = llvm::sys::path::parent_path(Place->IncludeDirectory);
    llvm::outs() << (What == "prefix" ? Prefix : StringRef(Place->ToolkitDirectory)) << '\n';
    return ExitSuccess;
  }
  if (What == "env") {
    printEnvironment(*Place);
    return ExitSuccess;
  }
  llvm::Expected<std::string> Compiler = findHostCompiler(Call->HostCompiler, Call->Target);
  if (!Compiler) {
    Report.report(Compiler.takeError());
    return ExitEnvironment;
  }
  const HostCompiler Host(*Compiler, *Place, *Call);
  std::vector<std::string> Flags = What == "cxxflags" ? Host.translatedFlags() : Host.runtimeFlags();
  if (What == "cxxflags")
    Flags.insert(Flags.end(), {"-isystem", Place->IncludeDirectory});
  printFlags(Flags);
  return ExitSuccess;
}
