// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the diagnostics that concern command lines and the environment, and knows which diagnostics the user
// wants to see and in which format.
#ifndef LORCHA_DRIVER_REPORTER_H
#define LORCHA_DRIVER_REPORTER_H

#include "lorcha/Support/DiagnosticSettings.h"
#include "lorcha/Support/Findings.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <set>
#include <vector>

namespace lorcha {

/// What the tools' processes end with; docs/command-line.md tells users.
enum ExitCode : int {
  ExitSuccess = 0,
  ExitSourceErrors = 1,  ///< the sources have errors, or the host compiler or linker failed
  ExitUsage = 2,         ///< the command line is wrong
  ExitEnvironment = 3,   ///< a file, a tool or a device is missing or cannot be used
  ExitInterrupted = 130, ///< `lorcha migrate` was told to stop; the next run goes on
};

enum class DiagnosticsFormat { Text, Json, Sarif };

class PendingFile;

/// One per run of a tool. Not for use by several threads at once. Writes what it has collected when it ends.
class Reporter {
public:
  explicit Reporter(std::string Tool);
  ~Reporter();
  Reporter(const Reporter &) = delete;

  template <class... Ts> void report(DiagId Id, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    print(Id, formatDiagnostic(Id, Args...));
  }

  /// Prints an error of the environment, whose text is complete.
  void report(llvm::Error Failure);

  /// In a format that is not for people diagnostics are collected and written at the end: to File, or to
  /// standard error if that is empty. Reports a File that cannot be written.
  void setFormat(DiagnosticsFormat Format, const std::string &File);
  /// Writes what is collected; for those that leave without destructors.
  void flush();

  void silenceAll() {
    Settings.silenceWarnings();
    AllSilenced = true;
  }
  void treatWarningsAsErrors() { WarningsAreErrors = true; }

  const std::string &tool() const { return Tool; }
  DiagnosticSettings &settings() { return Settings; }
  /// Where diagnostics are collected; null if they are printed.
  std::vector<Finding> *findings() const { return Findings.get(); }
  bool warningsAreErrors() const { return WarningsAreErrors; }
  unsigned errors() const { return Errors; }

private:
  void print(DiagId Id, const std::string &Text);
  void print(std::optional<DiagId> Id, Severity Level, const std::string &Text);

  std::string Tool;
  DiagnosticSettings Settings;
  std::set<std::string> Printed; ///< the same line is said once
  std::unique_ptr<std::vector<Finding>> Findings;
  DiagnosticsFormat Format = DiagnosticsFormat::Text;
  std::unique_ptr<PendingFile> Output; ///< null for standard error
  bool AllSilenced = false;
  bool WarningsAreErrors = false;
  unsigned Errors = 0;
};

} // namespace lorcha

#endif
