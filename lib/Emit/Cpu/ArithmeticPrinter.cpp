// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shifts as a device makes them: `a << n` becomes `a << lorcha::by(n)` where n may reach a's width. Sums in 64
// bits: `a[y * n + x]` becomes `a[lorcha::wide(y * n) + x]`.
#include "CpuEmitter.h"

using namespace clang;

namespace lorcha {

/// Makes the operand a call's argument. Only if both of its ends stand in one file or in one macro's body:
/// then there is one text to put into parentheses. Others stay as they are: what the host compiler's operator
/// gives then holds.
static void hand(CpuEmitterState &State, const Expr *Operand, llvm::StringRef Function) {
  SourceLocation Begin = Operand->getBeginLoc(), End = Operand->getEndLoc();
  std::optional<FilePlace> First = State.Edits.written(Begin), Last = State.Edits.written(End);
  if (!First || !Last || First->File != Last->File || First->Offset > Last->Offset ||
      State.SM.getFileID(Begin) != State.SM.getFileID(End))
    return;
  State.Edits.insertBefore(Begin, (Function + "(").str());
  State.Edits.insertAfter(End, ")");
}

void printShifts(CpuEmitterState &State, const FunctionModel &Function) {
  for (const BinaryOperator *Shift : Function.WideShifts)
    hand(State, Shift->getRHS(), "lorcha::by");
}

void printWideSums(CpuEmitterState &State, const KernelPlan &Plan) {
  for (const Expr *First : Plan.WideSums)
    hand(State, First, "lorcha::wide");
}

} // namespace lorcha
