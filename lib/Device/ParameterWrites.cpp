// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Follows members and elements down to the parameter that they are a part of; stops at pointers.
#include "ParameterWrites.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

namespace {

bool staysInObject(CastKind Kind) {
  return Kind == CK_ArrayToPointerDecay || Kind == CK_NoOp || Kind == CK_UncheckedDerivedToBase ||
         Kind == CK_DerivedToBase;
}

/// The name of the object that an lvalue is or is a part of; null if it lies behind a pointer.
const DeclRefExpr *namedObject(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
    if (Member && !Member->isArrow())
      E = Member->getBase();
    else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      E = Subscript->getBase();
    else if (Cast && staysInObject(Cast->getCastKind()))
      E = Cast->getSubExpr();
    else
      return dyn_cast<DeclRefExpr>(E);
  }
}

} // namespace

void ParameterWrites::noteRead(const Expr *E) {
  if (const DeclRefExpr *Name = namedObject(E))
    Reads.insert(Name);
}

void ParameterWrites::finish() const {
  for (auto &[Use, Parameter] : Uses)
    if (!Reads.count(Use))
      Parameter.first->WrittenParameters.insert(Parameter.second);
}

} // namespace lorcha
