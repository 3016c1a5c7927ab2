// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects the place questions (lorcha/Device/PlaceQuestions.h) in functions' texts, and which of them can be
// handed the thread.
#ifndef LORCHA_LIB_DEVICE_QUESTIONNOTES_H
#define LORCHA_LIB_DEVICE_QUESTIONNOTES_H

#include "lorcha/Device/DeviceProgram.h"
#include <set>

namespace lorcha {

class QuestionNotes {
public:
  explicit QuestionNotes(const clang::SourceManager &SM) : SM(SM) {}

  /// A call of a function of ours in Within's text. IsPlain: it is written as a call.
  void note(const clang::CallExpr *Call, bool IsPlain, FunctionModel &Within);
  void finish(DeviceProgram &Program) const;

private:
  const clang::SourceManager &SM;
  std::set<clang::SourceLocation> Unasking; ///< ends of callees that are not told of the place
};

} // namespace lorcha

#endif
