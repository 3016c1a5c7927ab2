// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Command lines for the host compiler. All flags here are common to Clang and GCC.
#include "lorcha/Driver/HostCompiler.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

using namespace lorcha;
using llvm::StringRef;

using Strings = std::vector<std::string>;

static void append(Strings &To, const Strings &From) { To.insert(To.end(), From.begin(), From.end()); }

/// `-ccbin gcc` means the C++ compiler of the same family and version, as with nvcc.
static std::string cxxOf(StringRef Program) {
  const StringRef Name = llvm::sys::path::filename(Program);
  if (Name == "cc")
    return Program.drop_back(2).str() + "c++";
  for (auto [C, Cxx] : {std::pair<StringRef, StringRef>{"gcc", "g++"}, {"clang", "clang++"}}) {
    const size_t At = Name.find(C);
    if (At == StringRef::npos || Name.contains("++"))
      continue;
    const std::string Directory = Program.drop_back(Name.size()).str();
    return Directory + Name.take_front(At).str() + Cxx.str() + Name.drop_front(At + C.size()).str();
  }
  return Program.str();
}

llvm::Expected<std::string> lorcha::findHostCompiler(StringRef CompilerBinary, StringRef Target) {
  const std::string Gcc = Target.empty() ? "g++" : (Target + "-g++").str();
  llvm::SmallVector<std::string, 4> Candidates;
  if (llvm::sys::fs::is_directory(CompilerBinary)) {
    for (StringRef Name : {StringRef("clang++-19"), StringRef("clang++"), StringRef(Gcc)})
      Candidates.push_back((CompilerBinary + "/" + Name).str());
  } else if (!CompilerBinary.empty()) {
    Candidates = {cxxOf(CompilerBinary), CompilerBinary.str()};
  } else if (auto FromEnvironment = llvm::sys::Process::GetEnv("LORCHA_CXX");
             Target.empty() && FromEnvironment && !FromEnvironment->empty()) {
    Candidates = {*FromEnvironment};
  } else {
    Candidates = {"clang++-19", "clang++", Gcc};
  }
  for (const std::string &Candidate : Candidates)
    if (auto Path = llvm::sys::findProgramByName(Candidate))
      return *Path;
  if (Candidates.size() == 2 && Candidates[0] == Candidates[1])
    Candidates.pop_back();
  return llvm::createStringError(formatDiagnostic(DiagId::NoHostCompiler, llvm::join(Candidates, ", ")));
}

Strings HostCompiler::debugFlags() const {
  Strings Flags;
  if (Call.Debug)
    Flags.push_back("-g");
  else if (Call.LineNumbers)
    Flags.push_back("-g1");
  if (Call.Profile)
    Flags.push_back("-pg");
  return Flags;
}

bool HostCompiler::isClang() const { return llvm::sys::path::filename(Program).contains("clang"); }

Strings HostCompiler::machineFlags() const {
  if (Call.Target.empty() || !isClang())
    return {};
  return {"--target=" + Call.Target};
}

std::string HostCompiler::libraryDirectory() const {
  return Call.Target.empty() ? Place.LibraryDirectory : Place.LibraryDirectory + "/" + Call.Target;
}

/// What every compilation gets from the user's flags.
Strings HostCompiler::commonFlags() const {
  Strings Flags = machineFlags();
  append(Flags, debugFlags());
  if (Call.NoWarnings)
    Flags.push_back("-w");
  if (Call.WarningsAreErrors)
    Flags.push_back("-Werror");
  append(Flags, Call.HostFlags);
  append(Flags, Call.Preprocessor);
  return Flags;
}

#if defined(__x86_64__) || defined(__i386__)
static constexpr bool IsX86Here = true;
#else
static constexpr bool IsX86Here = false;
#endif

/// -march for a name of --cpu-arch; other families of processors spell it -mcpu, and RISC-V's sets of
/// instructions -march. Compilers halve the vectors of AVX-512 for Intel's processors if they are not told.
static Strings architectureFlags(StringRef Name, bool IsX86) {
  if (Name == "baseline" || Name.empty())
    return {};
  if (IsX86)
    return {"-march=" + Name.str(), "-mprefer-vector-width=512"};
  return {(Name.starts_with("rv") ? "-march=" : "-mcpu=") + Name.str()};
}

Strings HostCompiler::translatedFlags() const {
  Strings Flags{"-std=" + Call.translatedStandard(), "-O" + Call.translatedLevel()};
  const bool IsX86 = IsX86Here && Call.Target.empty();
  append(Flags, architectureFlags(Call.CpuArchitecture, IsX86));
  for (unsigned Level : Call.CpuLevels) // see lorcha/kernel.h
    Flags.push_back("-DLORCHA_CPU_LEVEL_" + std::to_string(Level));
  // Device code has no errno, no traps and no type-based aliasing; multiplications and additions contract,
  // but not those that __fmul_rn and its kin keep apart with a pragma, which Clang heeds only when it is told
  // to.
  StringRef Contracting = isClang() ? "-ffp-contract=fast-honor-pragmas" : "-ffp-contract=fast";
  append(Flags, {Call.Contract ? Contracting.str() : "-ffp-contract=off", "-fno-math-errno",
                 "-fno-trapping-math", "-fno-strict-aliasing"});
  if (!isClang()) // what is unique in a process keeps libraries from being unloaded, and from being loaded
                  // twice
    Flags.push_back("-fno-gnu-unique");
  if (isClang() && IsX86)
    Flags.push_back("-fveclib=libmvec"); // whose functions the runtime offers, with CUDA's error bounds
  if (Call.FastMath)
    append(Flags, {"-freciprocal-math", "-fno-signed-zeros"});
  return Flags;
}

/// What Lorcha's headers are read with.
Strings HostCompiler::headerFlags() const {
  Strings Flags = translatedFlags();
  append(Flags, commonFlags());
  if (!Call.Version.isDefault()) // lorcha/version.h has the default
    append(Flags, Call.versionMacros());
  append(Flags, {"-isystem", Place.IncludeDirectory});
  return Flags;
}

Command HostCompiler::compileTranslated(StringRef File, StringRef Original, StringRef Object,
                                        StringRef Precompiled) const {
  Command Result{Program, {"-x", "c++"}};
  Strings &Flags = Result.Arguments;
  append(Flags, headerFlags());
  if (!Precompiled.empty())
    append(Flags, {"-include-pch", Precompiled.str()});
  StringRef Directory = llvm::sys::path::parent_path(Original);
  append(Flags, {"-iquote", Directory.empty() ? "." : Directory.str(), "-c", File.str(), "-o", Object.str()});
  return Result;
}

Command HostCompiler::compileHostSource(const InputFile &Source, StringRef Object) const {
  Command Result{Program, {}};
  Strings &Flags = Result.Arguments;
  append(Flags, {"-x", Source.Kind == Language::C ? "c" : "c++"});
  if (!Call.Standard.empty() && Source.Kind != Language::C)
    Flags.push_back("-std=" + Call.Standard);
  if (!Call.OptimizationLevel.empty())
    Flags.push_back("-O" + Call.OptimizationLevel);
  append(Flags, commonFlags());
  Flags.push_back("-D__NVCC__");
  append(Flags, Call.versionMacros());
  append(Flags, {"-isystem", Place.CudaIncludeDirectory, "-isystem", Place.IncludeDirectory});
  append(Flags, {"-c", Source.Path, "-o", Object.str()});
  return Result;
}

Command HostCompiler::preprocess(const InputFile &Source, const Strings &Mode, StringRef Output) const {
  Command Result{Program, {"-x", Source.Kind == Language::C ? "c" : "c++"}};
  Strings &Flags = Result.Arguments;
  append(Flags, Mode);
  if (Source.Kind == Language::Cuda)
    append(Flags, {"-std=" + Call.translatedStandard(), "-D__CUDACC__", "-include", "cuda_runtime.h"});
  else if (!Call.Standard.empty() && Source.Kind == Language::Cxx)
    Flags.push_back("-std=" + Call.Standard);
  append(Flags, commonFlags());
  Flags.push_back("-D__NVCC__");
  append(Flags, Call.versionMacros());
  append(Flags, {"-isystem", Place.CudaIncludeDirectory, "-isystem", Place.IncludeDirectory, Source.Path});
  if (!Output.empty())
    append(Flags, {"-o", Output.str()});
  return Result;
}

Command HostCompiler::compileNothing(StringRef Object) const {
  Command Result{Program, machineFlags()};
  append(Result.Arguments, {"-x", "c++", "-c", "/dev/null", "-o", Object.str()});
  return Result;
}

llvm::Error HostCompiler::checkRuntime() const {
  const std::string Library = libraryDirectory() + "/liblorcha.so";
  if (Call.Target.empty() || !Call.LinkRuntime || Call.RelocatableLink || llvm::sys::fs::exists(Library))
    return llvm::Error::success();
  return llvm::createStringError(formatDiagnostic(DiagId::NoTargetRuntime, Call.Target, Library));
}

Command HostCompiler::link(const Strings &Objects, StringRef Output) const {
  Command Result{Program, machineFlags()};
  Strings &Flags = Result.Arguments;
  if (Call.Shared)
    Flags.push_back("-shared");
  if (Call.RelocatableLink)
    append(Flags, {"-r", "-nostdlib"});
  append(Flags, debugFlags());
  append(Flags, Call.HostFlags);
  append(Flags, {"-o", Output.str()});
  // GCC's OpenMP library, which builds name for nvcc, counts other threads than the one that Clang's objects
  // use; that has the functions of GCC's, too.
  for (const LinkElement &Element : Call.LinkLine)
    Flags.push_back(Element.Input                           ? Objects[*Element.Input]
                    : isClang() && Element.Flag == "-lgomp" ? "-fopenmp"
                                                            : Element.Flag);
  if (!Call.RelocatableLink)
    append(Flags, runtimeFlags());
  return Result;
}

Command HostCompiler::linkKernels(StringRef Object, StringRef Output) const {
  Command Result{Program, {"-shared", "-Wl,-Bsymbolic"}}; // each loaded copy is to have variables of its own
  Strings &Flags = Result.Arguments;
  append(Flags, debugFlags());
  append(Flags, Call.HostFlags);
  append(Flags, {"-o", Output.str(), Object.str()});
  append(Flags, runtimeFlags());
  return Result;
}

Strings HostCompiler::runtimeFlags() const {
  Strings Flags{"-L" + libraryDirectory()};
  // The toolkit's folder is for build systems that learn from this line where CUDA's libraries are.
  if (Call.Target.empty())
    Flags.push_back("-L" + Place.ToolkitDirectory + "/lib64");
  // On another machine the runtime is where the program is.
  if (Call.LinkRuntime)
    append(Flags, {"-Wl,-rpath," + (Call.Target.empty() ? Place.LibraryDirectory : "$ORIGIN"), "-llorcha"});
  append(Flags, {"-lpthread", "-ldl", "-lm"});
  return Flags;
}
