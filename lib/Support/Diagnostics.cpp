// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of numbered diagnostics, and the lines that have no place in a source file.
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/WithColor.h"

using namespace lorcha;

Severity lorcha::severityOf(DiagId Id) {
  switch (Id) {
#define LORCHA_DIAG(Number, Level, Identifier, Text)                                                         \
  case DiagId::Identifier:                                                                                   \
    return Severity::Level;
#include "lorcha/Support/Diagnostics.def"
  }
  llvm_unreachable("a diagnostic that is not in the table");
}

llvm::StringRef lorcha::textOf(DiagId Id) {
  switch (Id) {
#define LORCHA_DIAG(Number, Level, Identifier, Text)                                                         \
  case DiagId::Identifier:                                                                                   \
    return Text;
#include "lorcha/Support/Diagnostics.def"
  }
  llvm_unreachable("a diagnostic that is not in the table");
}

std::string lorcha::formatDiagnostic(DiagId Id, fmt::format_args Args) {
  const llvm::StringRef Text = textOf(Id);
  return fmt::vformat({Text.data(), Text.size()}, Args) + fmt::format(" [LOR{}]", static_cast<int>(Id));
}

void lorcha::reportLine(llvm::StringRef Tool, Severity Level, llvm::StringRef Text) {
  llvm::raw_ostream &Stream = llvm::errs();
  Stream << Tool << ": ";
  switch (Level) {
  case Severity::Remark:
    llvm::WithColor::remark(Stream);
    break;
  case Severity::Warning:
    llvm::WithColor::warning(Stream);
    break;
  case Severity::Error:
    llvm::WithColor::error(Stream);
    break;
  }
  Stream << Text << '\n';
}
