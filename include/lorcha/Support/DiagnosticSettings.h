// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and groups of diagnostics, and which of them the user wants to see, at which level.
#ifndef LORCHA_SUPPORT_DIAGNOSTICSETTINGS_H
#define LORCHA_SUPPORT_DIAGNOSTICSETTINGS_H

#include "lorcha/Support/Diagnostics.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <optional>
#include <vector>

namespace lorcha {

/// Consecutive numbers that one flag names: -Wno-lorcha-opencl.
struct DiagnosticGroup {
  llvm::StringRef Name;
  int First, Last;
  llvm::StringRef Text;
};
llvm::ArrayRef<DiagnosticGroup> diagnosticGroups();
/// Null for a number outside of all groups.
const DiagnosticGroup *groupOf(DiagId Id);

/// All of the table, in its order.
llvm::ArrayRef<DiagId> allDiagnostics();

/// "pasted-name" for PastedName.
std::string nameOf(DiagId Id);

/// The diagnostics that a person or a flag means by "LOR2104", "2104", "no-opencl-builtin", "opencl" or
/// "lorcha", the names with "lorcha-" before them or without. Empty if there is none.
std::vector<DiagId> diagnosticsNamed(llvm::StringRef Name);

/// What the user may have meant by a name that is none: " (did you mean 'LOR2104'?)", or nothing.
std::string nearDiagnostics(llvm::StringRef Name);

/// The last "[LORnnnn]" of a message; none if it has no number.
std::optional<DiagId> numberIn(llvm::StringRef Text);

/// Errors stay errors; remarks are seen only when they are asked for.
class DiagnosticSettings {
public:
  /// -Rlorcha. As for all of these, a later call counts.
  void show(DiagId Id);
  /// -Wlorcha-...: remarks become warnings.
  void warn(DiagId Id);
  /// -Wno-lorcha-...
  void silence(DiagId Id);
  /// -Werror=lorcha-...: remarks and warnings become errors.
  void makeError(DiagId Id);
  /// -w
  void silenceWarnings() { NoWarnings = true; }

  /// The level to report it at; none if it is not to be seen.
  std::optional<Severity> levelOf(DiagId Id) const;
  /// That of a diagnostic which stands for another one, the reason, whose flags count, too.
  std::optional<Severity> levelOf(DiagId Id, DiagId Reason) const;

private:
  std::map<DiagId, std::optional<Severity>> Chosen;
  bool NoWarnings = false;
};

} // namespace lorcha

#endif
