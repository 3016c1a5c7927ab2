// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the diagnostics that concern command lines and the environment.
#include "lorcha/Driver/Reporter.h"

#include "llvm/ADT/STLExtras.h"

using namespace lorcha;

void Reporter::print(DiagId Id, const std::string &Text) {
  Severity Level = severityOf(Id);
  if (Level == Severity::Warning) {
    if (AllSilenced || llvm::is_contained(Silenced, std::to_string(static_cast<int>(Id))))
      return;
    if (WarningsAreErrors)
      Level = Severity::Error;
  }
  if (!Printed.insert(Text).second)
    return;
  if (Level == Severity::Error)
    ++Errors;
  reportLine(Tool, Level, Text);
}

void Reporter::report(llvm::Error Failure) {
  llvm::handleAllErrors(std::move(Failure), [&](const llvm::ErrorInfoBase &Info) {
    ++Errors;
    reportLine(Tool, Severity::Error, Info.message());
  });
}
