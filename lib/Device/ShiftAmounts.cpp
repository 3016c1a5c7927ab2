// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A bound for shift amounts from the expression alone; no data flow.
#include "lorcha/Device/ShiftAmounts.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace lorcha {

static std::optional<uint64_t> largestValue(const Expr *E, const ASTContext &Context);

static std::optional<uint64_t> largestConstant(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || !E->EvaluateAsInt(Result, Context) || Result.Val.getInt().isNegative())
    return std::nullopt;
  return Result.Val.getInt().getZExtValue();
}

static std::optional<uint64_t> largestOf(const BinaryOperator *Operator, const ASTContext &Context) {
  std::optional<uint64_t> Right = largestValue(Operator->getRHS(), Context);
  std::optional<uint64_t> Left = largestValue(Operator->getLHS(), Context);
  switch (Operator->getOpcode()) {
  case BO_And: // a mask without the sign bit bounds negative values, too
    return Left && Right ? std::min(*Left, *Right) : Left ? Left : Right;
  case BO_Rem:
    if (Right && *Right > 0 && (Left || Operator->getLHS()->getType()->isUnsignedIntegerType()))
      return *Right - 1;
    return Left;
  case BO_Shr:
  case BO_Div:
    return Left;
  case BO_Add:
    return Left && Right ? std::optional(*Left + *Right) : std::nullopt;
  case BO_Mul:
    return Left && Right && *Left < 256 && *Right < 256 ? std::optional(*Left * *Right) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The largest value that the expression can have, if it is bounded and never negative.
static std::optional<uint64_t> largestValue(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParenImpCasts();
  if (std::optional<uint64_t> Constant = largestConstant(E, Context))
    return Constant;
  if (const auto *Operator = dyn_cast<BinaryOperator>(E))
    return largestOf(Operator, Context);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
        Variable && Variable->getType().isConstQualified() && Variable->hasInit() &&
        !Variable->getType()->isReferenceType() && !Variable->getInit()->isValueDependent())
      return largestValue(Variable->getInit(), Context);
  return std::nullopt;
}

bool mayShiftOut(const BinaryOperator *Operator, const ASTContext &Context) {
  if (!Operator->isShiftOp() && !Operator->isShiftAssignOp())
    return false;
  const Expr *Value = Operator->getLHS(), *Amount = Operator->getRHS();
  if (Value->isTypeDependent() || Amount->isTypeDependent() || Amount->isValueDependent() ||
      !Value->getType()->isIntegralOrEnumerationType())
    return false;
  QualType Shifted = Operator->isShiftAssignOp()
                         ? cast<CompoundAssignOperator>(Operator)->getComputationLHSType()
                         : Value->getType();
  std::optional<uint64_t> Largest = largestValue(Amount, Context);
  return !Largest || *Largest >= Context.getIntWidth(Shifted);
}

} // namespace lorcha
