// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of numbered diagnostics, and the reporter for those that have no place in a source file.
#ifndef LORCHA_SUPPORT_DIAGNOSTICS_H
#define LORCHA_SUPPORT_DIAGNOSTICS_H

#include "llvm/ADT/StringRef.h"
#include <fmt/format.h>
#include <string>

/// fmt 10 and later no longer see that a StringRef is a string.
template <> struct fmt::formatter<llvm::StringRef> : fmt::formatter<fmt::string_view> {
  template <class ContextT> auto format(llvm::StringRef Text, ContextT &Context) const {
    return fmt::formatter<fmt::string_view>::format({Text.data(), Text.size()}, Context);
  }
};

namespace lorcha {

enum class DiagId {
#define LORCHA_DIAG(Number, Severity, Identifier, Text) Identifier = Number,
#include "lorcha/Support/Diagnostics.def"
};

enum class Severity { Remark, Warning, Error };

/// Severity and text (fmt syntax) of a diagnostic.
Severity severityOf(DiagId Id);
llvm::StringRef textOf(DiagId Id);

/// The text with its arguments filled in and its number behind: "cannot read 'a.cu': ... [LOR5001]".
std::string formatDiagnostic(DiagId Id, fmt::format_args Args);
template <class... Ts> std::string formatDiagnostic(DiagId Id, const Ts &...Args) {
  return formatDiagnostic(Id, fmt::format_args(fmt::make_format_args(Args...)));
}

/// Prints "Tool: error: text [LORnnnn]" on standard error.
void reportLine(llvm::StringRef Tool, Severity Level, llvm::StringRef Text);

} // namespace lorcha

#endif
