// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a command line asks for, as values: the meaning of the flags of Options.td.
#ifndef LORCHA_DRIVER_INVOCATION_H
#define LORCHA_DRIVER_INVOCATION_H

#include "lorcha/Driver/Installation.h"
#include "lorcha/Driver/Options.h"
#include "lorcha/Driver/Translator.h"
#include "lorcha/Support/Version.h"
#include <optional>
#include <string>
#include <vector>

namespace lorcha {

enum class Language { Cuda, C, Cxx, Linkable };

struct InputFile {
  std::string Path;
  Language Kind;
};

/// What is made of the inputs.
enum class Goal {
  Program,
  Object,
  KernelLibraries, ///< a library for cudaLibraryLoadFromFile of each source
  TranslatedText,
  Preprocessed,
  Dependencies,
  StaticLibrary,
  DeviceLink
};

/// One element of the linker's command line, in the user's order: an input (index into Inputs) or a flag as
/// it stands.
struct LinkElement {
  std::optional<size_t> Input;
  std::string Flag;
};

/// Flags for a make rule; empty Mode for none.
struct DependencyRule {
  std::string Mode; ///< "-M", "-MM", "-MD" or "-MMD"
  std::string File;
  std::string Target;
  bool PhonyTargets = false;
  bool besideCompilation() const { return Mode == "-MD" || Mode == "-MMD"; }
};

struct Invocation {
  lorcha::Goal Goal = Goal::Program;
  std::vector<InputFile> Inputs;
  std::vector<LinkElement> LinkLine;
  std::string Output; ///< empty: the default name
  std::string LibrarySuffix; ///< of the outputs of Goal::KernelLibraries: ".cubin"
  std::string OutputDirectory;
  std::string KeepDirectory;
  DependencyRule Rule;

  std::vector<std::string> Preprocessor; ///< -I -iquote -isystem -D -U -include, in the user's order
  std::string Standard;                  ///< "c++20", or empty
  std::vector<std::string> HostFlags;    ///< what -Xcompiler gave
  std::vector<std::string> ArchiverFlags;
  std::string OptimizationLevel;          ///< "2", or empty if not given
  std::string Target;                     ///< "aarch64-linux-gnu" of --target; empty: this machine
  std::string CpuArchitecture = "native"; ///< or "baseline", or a name for -march
  std::vector<unsigned> CpuLevels;        ///< further levels of x86-64 that kernels are compiled for
  std::string HostCompiler;               ///< what -ccbin gave
  std::string Archiver = "ar";
  std::string TimeFile; ///< what -time gave
  CudaVersion Version;
  unsigned CudaArch = 800;
  bool Debug = false;
  bool DeviceDebug = false;
  bool DeviceOptimized = false; ///< -dopt on: despite DeviceDebug
  bool LineNumbers = false;
  bool Profile = false;
  bool FastMath = false;
  bool Contract = true;
  bool ForceFibers = false;
  bool Relocatable = false;
  bool Shared = false;
  bool RelocatableLink = false; ///< -r: link to an object
  bool LinkRuntime = true;
  bool Clean = false; ///< delete the outputs, make nothing
  bool NoWarnings = false;
  bool WarningsAreErrors = false;
  bool LineDirectives = true;
  bool Keep = false;
  bool Verbose = false;
  bool DryRun = false;
  bool RunProgram = false;
  std::vector<std::string> RunArguments;
  unsigned Jobs = 1;
  DiagnosticSettings Diagnostics;
  std::vector<Finding> *Findings = nullptr; ///< where diagnostics are collected; null if they are printed
  std::optional<bool> Colors;               ///< of diagnostics; none: as the terminal has them
  std::vector<std::string> ClangFlags; ///< what followed "--" of `lorcha translate`

  /// The standard that translated text is compiled with: the user's if it is C++17 or later, else gnu++17.
  std::string translatedStandard() const;

  /// The macros that tell the release of CUDA, as flags.
  std::vector<std::string> versionMacros() const;

  /// The level that translated text is optimised with.
  std::string translatedLevel() const {
    return !OptimizationLevel.empty() ? OptimizationLevel : DeviceDebug && !DeviceOptimized ? "0" : "3";
  }

  /// The translator's options for one of the inputs.
  TranslateOptions translateOptions(const InputFile &Input, const Installation &Place) const;
};

/// Reads the flags. Reports values that make no sense; the result is empty then.
std::optional<Invocation> makeInvocation(const ParsedOptions &Parsed, Reporter &Report);

/// The release that --cuda-version or LORCHA_CUDA_VERSION names, or the default. Reports what is none.
std::optional<CudaVersion> readCudaVersion(const ParsedOptions &Parsed, Reporter &Report);

/// The kind of an input by its suffix; what no compiler knows is for the linker.
Language languageOf(llvm::StringRef Path);

} // namespace lorcha

#endif
