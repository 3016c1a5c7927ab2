// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Operands.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

bool Operands::VisitDeclRefExpr(DeclRefExpr *Ref) {
  const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Variable)
    return true;
  if (unsigned Index = Kernel.indexVariable(Variable)) {
    IsOfGrid |= Index == BlockIdx;
    return true;
  }
  bool IsConstant = !isPerThread(Variable) && (Variable->hasAttr<CUDAConstantAttr>() ||
                                               Variable->isUsableInConstantExpressions(Kernel.unit().ast()));
  bool IsThere = IsConstant || Regions.Arguments.contains(Variable) || Outside.contains(Variable) ||
                 Asked.contains(Variable);
  if (IsThere || (!Regions.Repeated.contains(Variable) && Variable != Counter))
    return IsKnown &= IsThere && !Variable->getType()->isReferenceType();
  Asked.insert(Variable); // its later stages mention it
  for (const Stmt *Part : Regions.valueOf(Variable))
    if (!TraverseStmt(const_cast<Stmt *>(Part)))
      return false;
  Variables.push_back(Variable); // behind those that it needs
  return true;
}

bool Operands::VisitMemberExpr(MemberExpr *Member) {
  const auto *Base = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
  if (Base && Kernel.indexVariable(Base->getDecl()) == BlockIdx)
    Axes |= axisNamed(Member->getMemberDecl()->getName());
  return true;
}

/// A variable or a part of one, and no memory that others may change.
static bool isVariable(const Expr *E) {
  E = E->IgnoreParens();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return !Member->isArrow() && isVariable(Member->getBase()->IgnoreImpCasts());
  return isa<DeclRefExpr>(E);
}
bool Operands::VisitImplicitCastExpr(ImplicitCastExpr *Cast) {
  return Cast->getCastKind() != CK_LValueToRValue || (IsKnown &= isVariable(Cast->getSubExpr()));
}

bool Operands::VisitCallExpr(CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
  return IsKnown &= isGroupQuestion(Call) || (Builtin && Builtin->Effect == BuiltinEffect::Pure);
}

bool Operands::VisitUnaryOperator(UnaryOperator *Operation) {
  return IsKnown &= Operation->getOpcode() != UO_Deref && !Operation->isIncrementDecrementOp();
}

bool Operands::VisitBinaryOperator(BinaryOperator *Operation) {
  if (!Operation->isMultiplicativeOp() || Operation->getOpcode() == BO_Mul)
    return true;
  Expr::EvalResult Divisor;
  const Expr *Right = Operation->getRHS();
  bool IsConstant = !Right->isValueDependent() && Right->EvaluateAsInt(Divisor, Kernel.unit().ast()) &&
                    !Divisor.Val.getInt().isZero();
  return IsKnown &= IsConstant || isSize(Right);
}

/// `blockDim.x`, which is never zero.
bool Operands::isSize(const Expr *E) const {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
  const auto *Base = Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()) : nullptr;
  return Base && (Kernel.indexVariable(Base->getDecl()) & (BlockDim | GridDim)) != 0;
}

bool onlyComputes(const Stmt *S) {
  const auto *Unary = dyn_cast<UnaryOperator>(S);
  bool IsPlain = isa<DeclRefExpr, IntegerLiteral, ParenExpr, CastExpr, BinaryOperator, MemberExpr,
                     SubstNonTypeTemplateParmExpr>(S) ||
                 (Unary && Unary->getOpcode() != UO_Deref && Unary->getOpcode() != UO_AddrOf);
  return IsPlain &&
         llvm::all_of(S->children(), [](const Stmt *Child) { return Child && onlyComputes(Child); });
}

} // namespace lorcha
