// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums and products of CUDA's index variables, `blockIdx.x * blockDim.x + threadIdx.x`, that are cut to 32
// bits or index an array. They are printed in 64 bits, as OpenCL's work-item functions give them: the result
// is the same modulo 2^32, and compilers that turn a work-group into loops see that neighbours are neighbours
// in memory. (A copy in 32 bits of a local id that is used on both sides of a barrier would also be kept in
// memory by PoCL, for each work-item.)
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

namespace {
/// Without parentheses and the conversions that make an integer of a variable, or another integer.
const Expr *bareOperand(const Expr *E) {
  E = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() != CK_IntegralCast && Cast->getCastKind() != CK_LValueToRValue)
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  return E;
}
} // namespace

/// Whether E is made of index variables, literals, + - and *, and, where only the low 32 bits count, of
/// variables: these may hold numbers that are meant to wrap around. Counts the index variables.
bool BodyPrinter::isWideOperand(const Expr *E, bool IsCut, unsigned &IndexVariables) const {
  const Expr *Bare = bareOperand(E);
  if (const auto *Member = dyn_cast<MemberExpr>(Bare)) {
    ++IndexVariables;
    return isIndexVariable(Member->getBase()->IgnoreParenImpCasts());
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(Bare)) {
    BinaryOperatorKind Kind = Binary->getOpcode();
    return (Kind == BO_Add || Kind == BO_Sub || Kind == BO_Mul) && Binary->getType()->isIntegerType() &&
           isWideOperand(Binary->getLHS(), IsCut, IndexVariables) &&
           isWideOperand(Binary->getRHS(), IsCut, IndexVariables);
  }
  if (isa<SubstNonTypeTemplateParmExpr>(Bare))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  return isa<IntegerLiteral>(Bare) ||
         (IsCut && Ref && isa<VarDecl>(Ref->getDecl()) && Ref->getType()->isIntegerType());
}

bool BodyPrinter::isWideIndex(const Expr *E, bool IsCut) const {
  unsigned IndexVariables = 0;
  const Expr *Bare = bareOperand(E);
  return Context.hasSameUnqualifiedType(Bare->getType(), Context.UnsignedIntTy) &&
         isWideOperand(Bare, IsCut, IndexVariables) && IndexVariables != 0;
}

Code BodyPrinter::wideIndex(const Expr *E) {
  WantsWideIndices = true;
  Code Result = value(E);
  WantsWideIndices = false;
  return Result;
}

Code BodyPrinter::subscript(const Expr *E) { return isWideIndex(E, false) ? wideIndex(E) : value(E); }

} // namespace lorcha::opencl
