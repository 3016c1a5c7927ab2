// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shifts as a device makes them: `a << n` becomes `a << lorcha::by(n)` where n may reach a's width.
// Conversions of floating-point numbers to integers, too: `int i = x` becomes `int i = lorcha::truncated(x)`.
// Sums in 64 bits: `a[y * n + x]` becomes `a[lorcha::wide(y * n) + x]`.
#include "CpuEmitter.h"
#include "lorcha/Frontend/PreprocessorRecord.h"

using namespace clang;

namespace lorcha {

/// Makes the operand a call's argument. Only if both of its ends stand in one file or in one macro's body:
/// then there is one text to put into parentheses. Others stay as they are: what the host compiler's operator
/// gives then holds.
static void hand(CpuEmitterState &State, const Expr *Operand, llvm::StringRef Function) {
  const bool HasParentheses = isa<ParenExpr>(Operand);
  State.Edits.surround(Operand->getBeginLoc(), Operand->getEndLoc(),
                       (Function + (HasParentheses ? "" : "(")).str(), HasParentheses ? "" : ")");
}

void printShifts(CpuEmitterState &State, const FunctionModel &Function) {
  for (const BinaryOperator *Shift : Function.WideShifts)
    hand(State, Shift->getRHS(), "lorcha::by");
}

void printTruncations(CpuEmitterState &State, const FunctionModel &Function) {
  // The host's units may have no declaration of it.
  const bool IsShared = State.Options.SharesFiles;
  if (IsShared && Function.Kind == FunctionKind::HostDevice)
    return;
  for (const Expr *Number : Function.Truncated)
    if (!IsShared || !isInMacroBody(State.SM, Number->getBeginLoc()))
      hand(State, Number, "lorcha::truncated");
}

void printWideSums(CpuEmitterState &State, const KernelPlan &Plan) {
  for (const Expr *First : Plan.WideSums)
    hand(State, First, "lorcha::wide");
}

} // namespace lorcha
