// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shifts as a device makes them: `a << n` becomes `a << lorcha::by(n)` where n may reach a's width.
#include "CpuEmitter.h"

using namespace clang;

namespace lorcha {

/// Whether both ends of the amount stand in one file or in one macro's body: only then is there one text to
/// put into parentheses. Other shifts stay as they are; the host compiler's result then holds.
static bool isWrittenTogether(const CpuEmitterState &State, SourceLocation Begin, SourceLocation End) {
  std::optional<FilePlace> First = State.Edits.written(Begin), Last = State.Edits.written(End);
  return First && Last && First->File == Last->File && First->Offset <= Last->Offset &&
         State.SM.getFileID(Begin) == State.SM.getFileID(End);
}

void printShifts(CpuEmitterState &State, const FunctionModel &Function) {
  for (const BinaryOperator *Shift : Function.WideShifts) {
    SourceLocation Begin = Shift->getRHS()->getBeginLoc(), End = Shift->getRHS()->getEndLoc();
    if (!isWrittenTogether(State, Begin, End))
      continue;
    State.Edits.insertBefore(Begin, "lorcha::by(");
    State.Edits.insertAfter(End, ")");
  }
}

} // namespace lorcha
