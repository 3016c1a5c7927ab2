// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `lorcha report` finds out about a tree of sources: docs/report.md says what each part means.
#ifndef LORCHA_REPORT_REPORT_H
#define LORCHA_REPORT_REPORT_H

#include "lorcha/Api/ApiTable.h"
#include "lorcha/Driver/Translator.h"
#include <array>
#include <map>

namespace lorcha::report {

enum class Backend { Cpu, OpenCL };
constexpr Backend AllBackends[] = {Backend::Cpu, Backend::OpenCL};
llvm::StringRef nameOf(Backend B);

enum class UseKind { Runtime, Driver, Library, DeviceFunction, Ptx };
constexpr UseKind AllUseKinds[] = {UseKind::Runtime, UseKind::Driver, UseKind::Library,
                                   UseKind::DeviceFunction, UseKind::Ptx};
llvm::StringRef nameOf(UseKind Kind);
llvm::StringRef nameOf(ApiState State);

/// A place in one of the report's files: its index, and line and column from 1.
struct Site {
  unsigned File, Line, Column;
};

/// One name of CUDA's that the tree uses, with all places.
struct Use {
  UseKind Kind;
  std::string Name;
  std::string Library;            ///< of library functions; else empty
  std::array<ApiState, 2> States; ///< by Backend
  std::string Note;
  std::vector<Site> Sites;

  bool isMissing(Backend B) const {
    const ApiState State = States[static_cast<size_t>(B)];
    return State == ApiState::Unsupported || State == ApiState::ByDesign;
  }
};

enum class FileKind { Unit, Included, Header, Host };

struct SourceFile {
  std::string Path; ///< relative to the tree, with '/'
  FileKind Kind;
  std::string Text;
  unsigned Lines = 0;
  bool UsesCuda = false;
  unsigned Kernels = 0, Launches = 0; ///< as they are written
};

/// What came of translating a unit.
enum class Verdict {
  Ready,      ///< translated, and all functions that it calls are there
  Partial,    ///< translated; functions that it uses return errors
  Blocked,    ///< there are errors
  Incomplete, ///< a header is not there
  Failed,     ///< the translator itself failed, or took too long
};
constexpr Verdict AllVerdicts[] = {Verdict::Ready, Verdict::Partial, Verdict::Blocked, Verdict::Incomplete,
                                   Verdict::Failed};
llvm::StringRef nameOf(Verdict V);

struct UnitReport {
  unsigned File;
  Verdict Result = Verdict::Failed;
  std::string MissingHeader; ///< of incomplete ones
  std::string Failure;       ///< of failed ones: why
  std::vector<Finding> Errors;
  std::vector<KernelFacts> Kernels;
  std::vector<unsigned> Files; ///< of the tree, that it is made of: itself and what it includes
};

/// What is left to do for a backend.
struct Work {
  /// Lines that use what is missing, that have errors, or that keep a kernel from the backend. A line that
  /// has several of them counts once.
  unsigned Places = 0;
  /// What is missing, by name: for each of them someone has to find another way once.
  unsigned Decisions = 0;
  unsigned Files = 0;               ///< that have such places
  unsigned Uses = 0, Supported = 0; ///< places that use CUDA's names, and those of them that are supported
};

struct Report {
  std::string Root;
  std::vector<SourceFile> Files; ///< those that use CUDA, and those that these include; sorted by path
  std::vector<Use> Uses;         ///< by kind, then by name
  std::vector<UnitReport> Units;
  unsigned FilesSeen = 0; ///< sources of all kinds in the tree
  std::vector<std::string> Unreadable;
  std::array<Work, 2> Left; ///< by Backend
};

struct ReportOptions {
  std::vector<std::string> Sources;   ///< files and folders
  std::vector<std::string> Excluded;  ///< patterns as of the shell, against relative paths and names
  std::vector<std::string> Arguments; ///< of the preprocessor, for all units
  std::string Database;               ///< a folder with compile_commands.json; empty: none
  bool Parses = true;                 ///< else lexes only
  unsigned Jobs = 1;
  unsigned SecondsPerUnit = 60;
  std::string CudaIncludes;  ///< the folder of headers with CUDA's names
  TranslateOptions Defaults; ///< what is alike for all units
};

/// Walks, lexes, translates. Fails if nothing can be read, or if the database cannot.
llvm::Expected<Report> makeReport(const ReportOptions &Options);

/// The measure, from files, uses and units.
void measure(Report &R);

/// What people and programs read.
std::string asText(const Report &R, bool Colors);
std::string asJson(const Report &R);
std::string asSarif(const Report &R);
std::string asHtml(const Report &R);

/// `lorcha report`.
int reportMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

} // namespace lorcha::report

#endif
