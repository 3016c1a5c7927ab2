// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the diagnostics that concern command lines and the environment, and knows which warnings the user
// silenced.
#ifndef LORCHA_DRIVER_REPORTER_H
#define LORCHA_DRIVER_REPORTER_H

#include "lorcha/Support/Diagnostics.h"
#include "llvm/Support/Error.h"
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

/// One per run of a tool. Not for use by several threads at once.
class Reporter {
public:
  explicit Reporter(std::string Tool) : Tool(std::move(Tool)) {}

  template <class... Ts> void report(DiagId Id, const Ts &...Args) {
    print(Id, formatDiagnostic(Id, Args...));
  }

  /// Prints an error of the environment, whose text is complete.
  void report(llvm::Error Failure);

  void silenceAll() { AllSilenced = true; }
  void silence(std::string Number) { Silenced.push_back(std::move(Number)); }
  void treatWarningsAsErrors() { WarningsAreErrors = true; }

  const std::string &tool() const { return Tool; }
  const std::vector<std::string> &silenced() const { return Silenced; }
  bool warningsAreErrors() const { return WarningsAreErrors; }
  unsigned errors() const { return Errors; }

private:
  void print(DiagId Id, const std::string &Text);

  std::string Tool;
  std::vector<std::string> Silenced; ///< numbers: "4002"
  std::set<std::string> Printed;     ///< the same line is said once
  bool AllSilenced = false;
  bool WarningsAreErrors = false;
  unsigned Errors = 0;
};

} // namespace lorcha

#endif
