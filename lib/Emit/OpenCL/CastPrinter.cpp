// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions: those that the user wrote, and those that C would not make by itself.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

Code BodyPrinter::pointerCast(const CastExpr *E) {
  const Expr *From = E->getSubExpr();
  Code Value = value(From);
  QualType To = E->getType()->getPointeeType(), Of = From->getType()->getPointeeType();
  if (Context.hasSameUnqualifiedType(To, Of) && To.isVolatileQualified() == Of.isVolatileQualified())
    return Value;
  return {"(" + Unit.pointer(To, spaceOfExpr(E), "", Needs) + ")" + Value.in(Binding::Unary), Binding::Unary};
}

Code BodyPrinter::classPointerCast(const CastExpr *E) {
  CharUnits Offset = CharUnits::Zero();
  const CXXRecordDecl *Derived = E->getCastKind() == CK_BaseToDerived
                                     ? E->getType()->getPointeeCXXRecordDecl()
                                     : E->getSubExpr()->getType()->getPointeeCXXRecordDecl();
  for (const CXXBaseSpecifier *Step : E->path()) {
    const CXXRecordDecl *Base = Step->getType()->getAsCXXRecordDecl();
    if (!Step->isVirtual()) // a record with virtual bases is refused
      Offset += Context.getASTRecordLayout(Derived).getBaseClassOffset(Base);
    Derived = Base;
  }
  Code Value = value(E->getSubExpr());
  std::string Target = "(" + Unit.pointer(E->getType()->getPointeeType(), spaceOfExpr(E), "", Needs) + ")";
  if (Offset.isZero())
    return {Target + Value.in(Binding::Unary), Binding::Unary};
  std::string Bytes = "((" + spaceWord(spaceOfExpr(E)) + " uchar *)" + Value.in(Binding::Unary) +
                      (E->getCastKind() == CK_BaseToDerived ? " - " : " + ") +
                      std::to_string(Offset.getQuantity()) + ")";
  return {Target + Bytes, Binding::Unary};
}

/// The number of the function that a choice among names gives.
Code BodyPrinter::functionChoice(const Expr *E) {
  E = E->IgnoreParens();
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return {condition(Choice->getCond()).in(Binding::Or) + " ? " +
                functionChoice(Choice->getTrueExpr()).in(Binding::Conditional) + " : " +
                functionChoice(Choice->getFalseExpr()).in(Binding::Conditional),
            Binding::Conditional};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return {Unit.functionAddress(Function, Needs)};
  obstruct(DiagId::NotLowered, E->getExprLoc(), "the address of this function");
  return {"0"};
}

Code BodyPrinter::cast(const CastExpr *E) {
  const Expr *From = E->getSubExpr();
  const auto *Implicit = dyn_cast<ImplicitCastExpr>(E);
  bool IsWritten = !Implicit || Implicit->isPartOfExplicitCast();
  auto Converted = [&](Code Value) -> Code {
    std::string Type = Unit.scalar(E->getType(), Needs);
    return {"(" + Type + ")" + Value.in(Binding::Unary), Binding::Unary};
  };
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
    return load(From, spaceOfExpr(E));
  case CK_ArrayToPointerDecay: {
    Place Array = place(From);
    // The array's name alone would do, but a pointer to an array must become one to its element.
    if (!Array.IsPointer)
      return Array.Text;
    return {"*" + Array.Text.in(Binding::Unary), Binding::Unary};
  }
  case CK_NoOp:
  case CK_ConstructorConversion:
  case CK_UserDefinedConversion:
    if (isDataPointer(E->getType()))
      return pointerCast(E);
    return value(From);
  case CK_BitCast:
  case CK_AddressSpaceConversion:
    if (isDataPointer(E->getType()) && isDataPointer(From->getType())) {
      // C converts to and from void by itself.
      if (!IsWritten && E->getType()->isVoidPointerType())
        return value(From);
      return pointerCast(E);
    }
    return value(From);
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_BaseToDerived:
    if (E->getType()->isPointerType())
      return classPointerCast(E);
    return value(From);
  case CK_NullToPointer:
    return {"0"};
  case CK_NullToMemberPointer:
    if (E->getType()->isMemberDataPointerType())
      return {"-1", Binding::Unary};
    break;
  case CK_MemberPointerToBoolean:
    if (From->getType()->isMemberDataPointerType())
      return {value(From).in(Binding::Relation) + " != -1", Binding::Equal};
    break;
  case CK_IntegralToPointer:
    return pointerIn({value(From), false}, E->getType()->getPointeeType(), spaceOfExpr(E));
  case CK_PointerToIntegral:
    return Converted(toMemory(value(From), E->getType(), spaceOfExpr(From)));
  case CK_IntegralToBoolean:
  case CK_FloatingToBoolean:
  case CK_PointerToBoolean:
    return {value(From).in(Binding::Relation) + " != 0", Binding::Equal};
  case CK_ToVoid: {
    Code Value = From->isGLValue() ? place(From).lvalue() : value(From);
    if (From->getType()->isVoidType())
      return Value;
    return {"(void)" + Value.in(Binding::Unary), Binding::Unary};
  }
  case CK_FunctionToPointerDecay: {
    const Expr *Bare = From->IgnoreParens();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return {Unit.functionAddress(Function, Needs)};
    if (const auto *Deref = dyn_cast<UnaryOperator>(Bare); Deref && Deref->getOpcode() == UO_Deref)
      return value(Deref->getSubExpr());
    return functionChoice(Bare);
  }
  case CK_FloatingToIntegral: {
    // As CUDA has it: what lies outside of the type becomes the nearest value in it. Constants do not.
    Expr::EvalResult Known;
    if (From->EvaluateAsRValue(Known, Context))
      return IsWritten ? Converted(value(From)) : value(From);
    const bool IsByte = Context.getTypeSize(E->getType()) == 8;
    const std::string Wide = E->getType()->isUnsignedIntegerType() ? "ushort" : "short";
    Code Nearest = {"convert_" + (IsByte ? Wide : Unit.scalar(E->getType(), Needs)) + "_sat(" +
                    value(From).Text + ")"};
    return IsByte ? Converted(Nearest) : Nearest;
  }
  case CK_IntegralCast:
    if (E->getType()->isIntegerType() && Context.getTypeSize(E->getType()) <= 32 && isWideIndex(From, true))
      return Converted(wideIndex(From));
    [[fallthrough]];
  case CK_FloatingCast:
  case CK_IntegralToFloating:
    Unit.scalar(E->getType(), Needs);
    return IsWritten ? Converted(value(From)) : value(From);
  default:
    break;
  }
  obstruct(DiagId::NotLowered, E->getExprLoc(),
           std::string("a conversion of the kind ") + E->getCastKindName());
  return {"0"};
}

} // namespace lorcha::opencl
