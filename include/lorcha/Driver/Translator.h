// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One CUDA source in, one C++ source out: runs the whole way from Frontend to Emit.
#ifndef LORCHA_DRIVER_TRANSLATOR_H
#define LORCHA_DRIVER_TRANSLATOR_H

#include "lorcha/Emit/FileEdits.h"
#include "lorcha/Support/DiagnosticSettings.h"
#include "lorcha/Support/Findings.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace lorcha {

struct TranslateOptions {
  std::string Input;                  ///< path of the CUDA source, as the user gave it
  std::vector<std::string> Arguments; ///< what Clang's front end takes: -I -iquote -isystem -include -D -U -std= -W...
  std::string IncludeDirectory;       ///< the build or install tree's include/, which holds lorcha/ and cuda/
  unsigned CudaArch = 800;            ///< the value of __CUDA_ARCH__ in device code; 0 leaves it undefined
  PrecompiledHeaders Precompiled;     ///< what precompileHeaders() wrote with the same Arguments
  bool KeepsHeaders = false;          ///< look for that in the cache, and put it there; see HeaderCache.h
  bool RelocatableDeviceCode = false; ///< -rdc=true: device functions and variables link across units
  bool HasNamedVariables = false;     ///< programs look variables up by their names, and write constants
  bool ForceFibers = false;           ///< --force-form=fiber: kernels that wait run as fibers, to compare forms
  bool Contracts = true;              ///< -fmad: a product and a sum may be rounded once
  bool LineDirectives = true;         ///< lead debuggers and compilers back to Input
  bool ExactLines = false;            ///< and debuggers to nothing else, with more directives
  SourceKind Kind = SourceKind::Cuda; ///< host sources only get the API's new names
  bool ByFile = false;                ///< fill TranslateResult::Files
  DiagnosticSettings Diagnostics;     ///< which diagnostics are seen, and as what
  std::vector<Finding> *Findings = nullptr; ///< collects diagnostics in place of standard error
  std::optional<bool> Colors;               ///< of diagnostics; none: as the terminal has them
};

/// What became of a kernel; a template's instantiations are one.
struct KernelFacts {
  std::string Name;
  FindingPlace Where;
  std::string Form;       ///< on the CPU: "thread loop", "regions" or "fibers"
  std::string FormReason; ///< why it is no thread loop; may be empty
  FindingPlace FormPlace; ///< of the reason
  bool HasOpenCl = false; ///< false, too, for a template that nothing instantiates
  bool IsInstantiated = true;
  std::string OpenClReason; ///< why it has no OpenCL form
  std::optional<DiagId> OpenClId;
  FindingPlace OpenClPlace;
};

struct TranslateResult {
  std::string Text;                      ///< the translated program; written even when some constructs were not translated
  std::vector<std::string> Dependencies; ///< user and system headers that were read (for -M); not Lorcha's own
  unsigned Errors = 0;                   ///< Clang's errors and LOR errors; > 0 means exit status 1
  unsigned Warnings = 0;
  std::vector<FileEdits> Files;          ///< with ByFile: what becomes of each of the user's files
  std::string DeviceModule;              ///< with ByFile: what follows the main file's text
  std::vector<SiteNote> Notes;           ///< with ByFile: what was reported, and where
  bool Parsed = false;                   ///< false: Clang could not parse it, and Text is empty
  std::vector<KernelFacts> Kernels;      ///< of the main file and its headers, in the order of the source
};

/// Translates one source. Diagnostics go to standard error as they arise. An Error is about the environment only.
llvm::Expected<TranslateResult> translate(const TranslateOptions &Options);

/// Precompiles the headers that Options.Input includes, for both passes, into files in a folder. Empty where
/// Clang refuses them.
PrecompiledHeaders precompileHeaders(const TranslateOptions &Options, const std::string &Folder);

/// What `lorcha-inspect --print=What` prints: "model", "callgraph", "plan" or "edits".
llvm::Expected<std::string> inspect(const TranslateOptions &Options, llvm::StringRef What);

} // namespace lorcha

#endif
