// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "UnrollHints.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha::opencl {

/// Loops of up to that many rounds, and operations in all of them, inner loops' included.
static constexpr int64_t MostRounds = 32, MostOperations = 512;
/// A call, in operations.
static constexpr int64_t OperationsPerCall = 16;

static std::optional<int64_t> constant(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.Val.getInt().getSignificantBits() > 32)
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

static bool names(const Expr *E, const VarDecl *Variable) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && Ref->getDecl() == Variable;
}

/// The rounds of `for (int i = 0; i < 5; ++i)`, if nothing in the body changes i; none if the head does not
/// tell.
static std::optional<int64_t> constantRounds(const ForStmt *For, const ASTContext &Context) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(For->getInit());
  const auto *Counter =
      Declaration && Declaration->isSingleDecl() ? dyn_cast<VarDecl>(Declaration->getSingleDecl()) : nullptr;
  const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
  if (!Counter || !Test || !names(Test->getLHS(), Counter))
    return std::nullopt;
  std::optional<int64_t> First = constant(Counter->getInit(), Context),
                         End = constant(Test->getRHS(), Context);
  int64_t Step = For->getInc() ? stepOf(For->getInc(), Counter, Context).value_or(0) : 0;
  if (!First || !End || Step == 0)
    return std::nullopt;
  int64_t Way = Step > 0 ? *End - *First : *First - *End, Stride = std::abs(Step);
  switch (Test->getOpcode()) {
  case BO_LT:
    return Step > 0 ? std::optional((Way + Stride - 1) / Stride) : std::nullopt;
  case BO_GT:
    return Step < 0 ? std::optional((Way + Stride - 1) / Stride) : std::nullopt;
  case BO_LE:
    return Step > 0 ? std::optional(Way / Stride + 1) : std::nullopt;
  case BO_GE:
    return Step < 0 ? std::optional(Way / Stride + 1) : std::nullopt;
  case BO_NE:
    return Way % Stride == 0 ? std::optional(Way / Stride) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The operations of a statement whose loops are all unrolled; none if there are too many, or it is not
/// known.
static std::optional<int64_t> operations(const Stmt *S, const ASTContext &Context) {
  if (!S)
    return 0;
  if (isa<WhileStmt, DoStmt, CXXForRangeStmt, GotoStmt, LabelStmt, SwitchStmt>(S))
    return std::nullopt;
  int64_t Sum = isa<CallExpr>(S) && !isa<CXXOperatorCallExpr>(S) ? OperationsPerCall
                : isa<BinaryOperator, UnaryOperator, ArraySubscriptExpr, ConditionalOperator, CallExpr>(S)
                    ? 1
                    : 0;
  for (const Stmt *Child : S->children()) {
    std::optional<int64_t> More = operations(Child, Context);
    if (!More || (Sum += *More) > MostOperations)
      return std::nullopt;
  }
  const auto *For = dyn_cast<ForStmt>(S);
  if (!For)
    return Sum;
  std::optional<int64_t> Rounds = constantRounds(For, Context);
  if (!Rounds || *Rounds < 1 || *Rounds > MostRounds || Sum * *Rounds > MostOperations)
    return std::nullopt;
  return Sum * *Rounds;
}

static std::string usersPragma(const LoopHintAttr *Hint, const ASTContext &Context) {
  if (Hint->getState() == LoopHintAttr::Disable)
    return "#pragma unroll 1"; // what compilers know of old
  if (Hint->getOption() == LoopHintAttr::Unroll)
    return "#pragma unroll";
  std::optional<int64_t> Count = constant(Hint->getValue(), Context);
  return Count && *Count > 0 ? "#pragma unroll " + std::to_string(*Count) : "";
}

std::string unrollPragma(const Stmt *Loop, const AttributedStmt *Attributes, const ASTContext &Context) {
  if (Attributes)
    for (const Attr *Each : Attributes->getAttrs())
      if (const auto *Hint = dyn_cast<LoopHintAttr>(Each);
          Hint &&
          (Hint->getOption() == LoopHintAttr::Unroll || Hint->getOption() == LoopHintAttr::UnrollCount))
        return usersPragma(Hint, Context);
  return isa<ForStmt>(Loop) && operations(Loop, Context) ? "#pragma unroll" : "";
}

} // namespace lorcha::opencl
