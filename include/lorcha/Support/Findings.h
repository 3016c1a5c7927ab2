// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics as values, for output that programs read, and their writers.
#ifndef LORCHA_SUPPORT_FINDINGS_H
#define LORCHA_SUPPORT_FINDINGS_H

#include "lorcha/Support/Diagnostics.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>
#include <vector>

namespace lorcha {

/// Lines and columns count from 1, columns in characters; 0 where there is none. The end is the first column
/// behind.
struct FindingPlace {
  std::string File;
  unsigned Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
};

/// A text that is to stand in place of another one.
struct FindingFix {
  FindingPlace Where;
  std::string Text;
};

struct FindingNote {
  FindingPlace Where;
  std::string Text;
};

struct Finding {
  Severity Level = Severity::Error;
  std::optional<DiagId> Id; ///< none for those of Clang
  std::string Text;
  FindingPlace Where;
  std::vector<FindingNote> Notes;
  std::vector<FindingFix> Fixes;
};

/// One object: {"version", "tool", "diagnostics": [...]}; docs/diagnostics.md describes it.
llvm::json::Value findingsAsJson(llvm::StringRef Tool, llvm::ArrayRef<Finding> Findings);

/// A log of SARIF 2.1.0, whose rules carry the pages of the diagnostics.
llvm::json::Value findingsAsSarif(llvm::StringRef Tool, llvm::ArrayRef<Finding> Findings);

/// A location object of SARIF.
llvm::json::Object sarifLocation(const FindingPlace &Where);

/// The page of a diagnostic in Markdown, as docs/diagnostics/ has it.
llvm::StringRef pageOf(DiagId Id);
/// The page's heading without the number.
llvm::StringRef titleOf(DiagId Id);

} // namespace lorcha

#endif
