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

/// How many arguments the text of a diagnostic takes.
constexpr size_t placeholdersOf(DiagId Id) {
  const char *Text = "";
  switch (Id) {
#define LORCHA_DIAG(Number, Severity, Identifier, Words)                                                     \
  case DiagId::Identifier:                                                                                   \
    Text = Words;                                                                                            \
    break;
#include "lorcha/Support/Diagnostics.def"
  }
  size_t Count = 0;
  for (; *Text; ++Text)
    if (*Text == '{' && *++Text != '{')
      ++Count;
  return Count;
}

/// Behind a function that takes a DiagId and its arguments: calls whose number of arguments is another than
/// the diagnostic's text takes do not compile. Only Clang can tell.
#if defined(__has_attribute) && __has_attribute(diagnose_if)
#define LORCHA_COUNTS_ARGUMENTS(Id, Types)                                                                   \
  __attribute__((diagnose_if(::lorcha::placeholdersOf(Id) != sizeof...(Types),                               \
                             "the diagnostic's text takes another number of arguments", "error")))
#else
#define LORCHA_COUNTS_ARGUMENTS(Id, Types)
#endif

/// The text with its arguments filled in and its number behind: "cannot read 'a.cu': ... [LOR5001]".
std::string formatDiagnostic(DiagId Id, fmt::format_args Args);
template <class... Ts>
std::string formatDiagnostic(DiagId Id, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
  return formatDiagnostic(Id, fmt::format_args(fmt::make_format_args(Args...)));
}

/// Prints "Tool: error: text [LORnnnn]" on standard error.
void reportLine(llvm::StringRef Tool, Severity Level, llvm::StringRef Text);

} // namespace lorcha

#endif
