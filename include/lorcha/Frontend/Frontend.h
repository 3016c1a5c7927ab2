// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses one CUDA source with Clang's libraries and our own CUDA-named headers.
#ifndef LORCHA_FRONTEND_FRONTEND_H
#define LORCHA_FRONTEND_FRONTEND_H

#include "lorcha/Frontend/PreprocessorRecord.h"
#include "lorcha/Support/DiagnosticSettings.h"
#include "lorcha/Support/Findings.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace lorcha {

/// The host pass leaves __CUDA_ARCH__ undefined, the device pass defines it; else they are alike.
enum class Pass { Host, Device };

/// What a source is compiled as: by nvcc, or by the host compiler alone, with CUDA's headers for the API.
enum class SourceKind { Cuda, HostCxx, HostC };

/// A numbered error or warning at a place that a person has to look at.
struct SiteNote {
  std::string Path; ///< as Clang names the file
  unsigned Line;    ///< in the file as it is parsed
  std::string Text; ///< with its number
};
/// The flags with which Clang's driver reads a CUDA source with our headers in the host pass; without its
/// resource directory.
std::vector<std::string> readingArguments(const std::string &IncludeDirectory);

/// Files of precompile(), one for each pass; empty: there is none.
struct PrecompiledHeaders {
  std::string Host, Device;
  std::vector<std::string> Files; ///< that were read for either
};

struct FrontendOptions {
  std::string Input;
  SourceKind Kind = SourceKind::Cuda;
  std::vector<std::string> Arguments; ///< for Clang's driver
  std::string IncludeDirectory;
  unsigned CudaArch = 800;
  PrecompiledHeaders Precompiled; ///< read in place of cuda_runtime.h, made with the same Arguments
  DiagnosticSettings Diagnostics;
  std::vector<Finding> *Findings = nullptr; ///< collects diagnostics in place of standard error
  std::optional<bool> Colors;               ///< none: as the terminal has them
  /// Texts to parse in place of files' own, by path: what an earlier parse found must be written out.
  std::map<std::string, std::string> Replaced;
  /// Macros whose uses are to be recorded in full, as those are that make kernels.
  std::set<std::string> Captured;
  /// What was reported where, shared by the passes over one source so that each says a thing once.
  std::shared_ptr<std::set<std::string>> Reported = std::make_shared<std::set<std::string>>();
  /// Gets every error and warning that a ParsedUnit reports, if it is not null.
  std::shared_ptr<std::vector<SiteNote>> Notes;
};

/// A parsed unit, alive while the callback of parse() runs.
class ParsedUnit {
public:
  ParsedUnit(clang::CompilerInstance &Compiler, const FrontendOptions &Options, PreprocessorRecord &Record);

  clang::ASTContext &ast() { return Compiler.getASTContext(); }
  clang::SourceManager &sources() { return Compiler.getSourceManager(); }
  clang::Preprocessor &preprocessor() { return Compiler.getPreprocessor(); }
  const clang::LangOptions &language() { return Compiler.getLangOpts(); }
  const PreprocessorRecord &record() const { return Record; }

  FileOwner ownerOf(clang::SourceLocation Location) {
    return lorcha::ownerOf(sources(), Location, Options.IncludeDirectory);
  }
  bool isUsers(clang::SourceLocation Location) { return ownerOf(Location) == FileOwner::User; }
  /// Whether Decl is declared by our CUDA-named headers.
  bool isOurs(const clang::Decl *Decl) { return ownerOf(Decl->getLocation()) == FileOwner::Lorcha; }

  /// Whether anything in the unit, or in a header that is precompiled, has that name.
  bool hasName(llvm::StringRef Name);

  /// Reports a numbered diagnostic at a place in the user's source; the same one at the same place once.
  template <class... Ts>
  void report(DiagId Id, clang::SourceRange Range, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    if (std::optional<Severity> Level = Options.Diagnostics.levelOf(Id))
      reportText(*Level, Range, formatDiagnostic(Id, Args...), "");
  }

  /// The same with a change of the text that Range covers, which mends it.
  template <class... Ts>
  void reportWithFix(DiagId Id, clang::SourceRange Range, llvm::StringRef Replacement, const Ts &...Args)
      LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    if (std::optional<Severity> Level = Options.Diagnostics.levelOf(Id))
      reportText(*Level, Range, formatDiagnostic(Id, Args...), Replacement);
  }

  /// Reports Id because of another diagnostic, whose flags count, too, and points to that one's place.
  template <class... Ts>
  void reportBecause(DiagId Id, clang::SourceRange Range, DiagId Reason, clang::SourceLocation ReasonPlace,
                     const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    if (std::optional<Severity> Level = Options.Diagnostics.levelOf(Id, Reason))
      if (reportText(*Level, Range, formatDiagnostic(Id, Args...), ""))
        noteReason(Range.getBegin(), ReasonPlace);
  }

private:
  /// False if the same was said at this place before.
  bool reportText(Severity Level, clang::SourceRange Range, const std::string &Text,
                  llvm::StringRef Replacement);
  void noteReason(clang::SourceLocation Reported, clang::SourceLocation Reason);

  clang::CompilerInstance &Compiler;
  const FrontendOptions &Options;
  PreprocessorRecord &Record;
};

/// Places as findings have them: where macros are expanded, columns in characters.
FindingPlace placeOf(const clang::SourceManager &SM, clang::SourceLocation Location);
FindingPlace placeOf(const clang::SourceManager &SM, const clang::LangOptions &Language,
                     clang::CharSourceRange Range);

struct ParseStatus {
  unsigned Errors = 0;
  unsigned Warnings = 0;
  bool Parsed = false; ///< the callback ran
};

/// Parses and, when Clang found no error, calls Use. An Error means that the file or the set-up is unusable.
llvm::Expected<ParseStatus> parse(const FrontendOptions &Options, Pass Which,
                                  llvm::function_ref<void(ParsedUnit &)> Use);

/// Writes cuda_runtime.h, and what Options.Input includes, to Output in Clang's own form: for processes that
/// parse thousands of sources. Headers may not change as long as it is used. Gives the files that were read;
/// none if Clang refused something.
std::optional<std::vector<std::string>> precompile(const FrontendOptions &Options, Pass Which,
                                                   const std::string &Output);

} // namespace lorcha

#endif
