// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Device/PlainAddresses.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace lorcha {

static bool isShared(const Expr *Lvalue) {
  Lvalue = Lvalue->IgnoreParens();
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Lvalue))
    return pointsToShared(Subscript->getBase());
  if (const auto *Member = dyn_cast<MemberExpr>(Lvalue))
    return !Member->isArrow() && isShared(Member->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(Lvalue);
  return Ref && Ref->getDecl()->hasAttr<CUDASharedAttr>();
}

bool pointsToShared(const Expr *Pointer) {
  Pointer = Pointer->IgnoreParens();
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Pointer))
    return Cast->getCastKind() == CK_ArrayToPointerDecay
               ? isShared(Cast->getSubExpr())
               : Cast->getCastKind() != CK_LValueToRValue && pointsToShared(Cast->getSubExpr());
  if (const auto *Unary = dyn_cast<UnaryOperator>(Pointer))
    return Unary->getOpcode() == UO_AddrOf && isShared(Unary->getSubExpr());
  const auto *Sum = dyn_cast<BinaryOperator>(Pointer);
  return Sum && Sum->getOpcode() == BO_Add && Sum->getLHS()->getType()->isPointerType() &&
         pointsToShared(Sum->getLHS());
}

/// Follows pointers to where they come from.
static bool pointsToGlobal(const Expr *Pointer, llvm::function_ref<bool(const VarDecl *)> IsChanged) {
  Pointer = Pointer->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(Pointer)) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    switch (Cast->getCastKind()) {
    case CK_ArrayToPointerDecay:
      return isPlainlyGlobal(Cast->getSubExpr(), IsChanged);
    case CK_NoOp:
    case CK_BitCast:
      return pointsToGlobal(Cast->getSubExpr(), IsChanged);
    case CK_LValueToRValue:
      if (!Variable || !Variable->isLocalVarDeclOrParm() || !Variable->hasLocalStorage() ||
          IsChanged(Variable))
        return false;
      if (isa<ParmVarDecl>(Variable))
        return cast<Decl>(Variable->getDeclContext())->hasAttr<CUDAGlobalAttr>();
      return Variable->getInit() && pointsToGlobal(Variable->getInit(), IsChanged);
    default:
      return false;
    }
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(Pointer))
    return Unary->getOpcode() == UO_AddrOf && isPlainlyGlobal(Unary->getSubExpr(), IsChanged);
  const auto *Sum = dyn_cast<BinaryOperator>(Pointer);
  return Sum && Sum->isAdditiveOp() &&
         pointsToGlobal(Sum->getLHS()->getType()->isPointerType() ? Sum->getLHS() : Sum->getRHS(), IsChanged);
}

bool isPlainlyGlobal(const Expr *Lvalue, llvm::function_ref<bool(const VarDecl *)> IsChanged) {
  Lvalue = Lvalue->IgnoreParens();
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Lvalue))
    return pointsToGlobal(Subscript->getBase(), IsChanged);
  if (const auto *Member = dyn_cast<MemberExpr>(Lvalue))
    return Member->isArrow() ? pointsToGlobal(Member->getBase(), IsChanged)
                             : isPlainlyGlobal(Member->getBase(), IsChanged);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Lvalue))
    return Unary->getOpcode() == UO_Deref && pointsToGlobal(Unary->getSubExpr(), IsChanged);
  const auto *Ref = dyn_cast<DeclRefExpr>(Lvalue);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && Variable->hasGlobalStorage() && !Variable->hasAttr<CUDASharedAttr>() &&
         !Variable->getType()->isReferenceType();
}

} // namespace lorcha
