// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Glvalues. References are pointers; pointers in memory are addresses.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

bool BodyPrinter::isRegister(const VarDecl *Variable) const {
  return Variable->isLocalVarDeclOrParm() && !Variable->isStaticLocal() &&
         !Variable->hasAttr<CUDASharedAttr>() && isDataPointer(Variable->getType()) &&
         !Instance.AddressTaken.count(Variable);
}

/// Whether the expression names a variable that is an OpenCL pointer rather than an address in memory.
bool BodyPrinter::isRegister(const Expr *E) const {
  E = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() != CK_NoOp)
      return false;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || (Ref->refersToEnclosingVariableOrCapture() && Captures.count(Variable)))
    return false;
  return isRegister(Variable);
}

Code BodyPrinter::pointerIn(const Place &Memory, QualType Pointee, AddressSpace Space) {
  std::string Macro;
  switch (Space) {
  case AddressSpace::Private:
    Macro = "LORCHA_PRIVATE_POINTER(";
    break;
  case AddressSpace::Local:
    Macro = "LORCHA_LOCAL_POINTER(";
    break;
  case AddressSpace::Constant:
    Macro = "LORCHA_CONSTANT_POINTER(";
    break;
  default:
    Macro = "LORCHA_GLOBAL_POINTER(";
    needContext(OpenClAddresses);
  }
  std::string Address = Memory.lvalue().in(Binding::Assign);
  const auto *Record = Pointee->getAsRecordDecl();
  if (Record && !Record->getDefinition())
    return {Macro + "uchar, " + Address + ")"};
  if (Pointee->isArrayType())
    return {"(" + Unit.pointer(Pointee, Space, "", Needs) + ")" + Macro + "uchar, " + Address + ")",
            Binding::Unary};
  return {Macro + typeName(Pointee) + ", " + Address + ")"};
}

Code BodyPrinter::toMemory(const Code &Value, QualType Type, AddressSpace Space) {
  if (Value.Text == "0")
    return Value;
  if (Space == AddressSpace::Global || Space == AddressSpace::Unknown) {
    needContext(OpenClAddresses);
    return {"LORCHA_ADDRESS(" + Value.in(Binding::Assign) + ")"};
  }
  return {"LORCHA_PRIVATE_ADDRESS(" + Value.in(Binding::Assign) + ")"};
}

/// What an lvalue-to-rvalue conversion reads.
Code BodyPrinter::load(const Expr *E, AddressSpace Space) {
  const Expr *Bare = E->IgnoreParens();
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(Bare)) {
    Code Test = condition(Conditional->getCond());
    return {Test.in(Binding::Or) + " ? " + load(Conditional->getTrueExpr(), Space).in(Binding::Conditional) +
                " : " + load(Conditional->getFalseExpr(), Space).in(Binding::Conditional),
            Binding::Conditional};
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
        Variable && isFoldedVariable(Context, Variable)) {
      std::string Text = Unit.constantText(*Variable->evaluateValue(), Variable->getType(), Needs);
      return {Text, Text[0] == '-' || Text[0] == '(' ? Binding::Unary : Binding::Primary};
    }
  if (const auto *Member = dyn_cast<MemberExpr>(Bare)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Member->getMemberDecl());
        Variable && isFoldedVariable(Context, Variable))
      return {Unit.constantText(*Variable->evaluateValue(), Variable->getType(), Needs), Binding::Unary};
    const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
    if (isIndexVariable(Base))
      return indexVariable(llvm::cast<VarDecl>(llvm::cast<DeclRefExpr>(Base)->getDecl()),
                           Member->getMemberDecl()->getName());
  }
  if (isIndexVariable(Bare))
    return indexVariable(llvm::cast<VarDecl>(llvm::cast<DeclRefExpr>(Bare)->getDecl()), "");
  if (E->refersToBitField()) {
    if (const auto *Assign = dyn_cast<BinaryOperator>(Bare); Assign && Assign->isAssignmentOp())
      return {assignBits(Assign).Text + ", " + loadBits(bitField(Assign->getLHS())).Text, Binding::Comma};
    return loadBits(bitField(E));
  }
  Place From = place(E);
  if (isDataPointer(E->getType()) && !isRegister(E))
    return pointerIn(From, E->getType()->getPointeeType(), Space);
  return From.lvalue();
}

/// threadIdx and its kin, declared by our headers.
bool BodyPrinter::isIndexVariable(const Expr *E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && Unit.Unit.isOurs(Variable) && Variable->hasAttr<CUDADeviceAttr>() &&
         Variable->hasExternalStorage();
}

Code BodyPrinter::indexVariable(const VarDecl *Variable, llvm::StringRef Member) {
  if (Variable->getName() == "warpSize")
    return {"32"};
  std::string Name;
  for (auto &[Bit, Spelling] :
       {std::pair("threadIdx", "LORCHA_THREAD_IDX"), std::pair("blockIdx", "LORCHA_BLOCK_IDX"),
        std::pair("blockDim", "LORCHA_BLOCK_DIM"), std::pair("gridDim", "LORCHA_GRID_DIM")})
    if (Variable->getName() == Bit)
      Name = Spelling;
  if (Name.empty())
    obstruct(DiagId::NoOpenClBuiltin, Variable->getLocation(), Variable->getNameAsString());
  if (Name == "LORCHA_BLOCK_IDX" || Name == "LORCHA_GRID_DIM")
    needContext();
  if (WantsWideIndices && !Member.empty())
    Name.replace(0, strlen("LORCHA"), "LORCHA_WIDE");
  return {Member.empty() ? Name : Name + "_" + Member.upper()};
}

Place BodyPrinter::localPlace(const VarDecl *Variable) {
  Code Name{Locals.of(Variable)};
  return {Name, Variable->getType()->isReferenceType()};
}

Place BodyPrinter::variablePlace(const VarDecl *Variable, const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (Ref && Ref->refersToEnclosingVariableOrCapture())
    if (FieldDecl *Field = Captures.lookup(Variable)) {
      Place Member = Place{{"this"}, true}.member(fieldName(Field));
      if (!Field->getType()->isReferenceType())
        return Member;
      return {pointerIn(Member, Field->getType()->getPointeeType(), spaceOfExpr(E)), true};
    }
  if (isFoldedVariable(Context, Variable) || isIndexVariable(E)) {
    std::string Name = temporary(Variable->getType(), "constant");
    return {{"(" + Name + " = " + load(E, AddressSpace::Private).in(Binding::Assign) + ", &" + Name + ")"},
            true};
  }
  if (Variable->hasAttr<CUDASharedAttr>()) {
    if (Variable->hasExternalStorage()) {
      needContext(OpenClDynamicShared);
      return {{"(" + Unit.pointer(Variable->getType(), AddressSpace::Local, "", Needs) +
                   ")lorchaContext->DynamicShared",
               Binding::Unary},
              true};
    }
    Needs.Shared.insert(Variable->getCanonicalDecl());
    return {{Locals.ofShared(Variable->getCanonicalDecl(), Instance.Function)}, !IsKernel};
  }
  if (Variable->isLocalVarDeclOrParm() && !Variable->isStaticLocal())
    return localPlace(Variable);
  if (isHandedOver(Variable)) {
    if (Variable->isConstexpr() && Variable->evaluateValue() && spaceOfExpr(E) == AddressSpace::Constant)
      return {{Unit.constantVariable(Variable, Needs)}, false};
    needContext(OpenClVariables);
    return {{Unit.deviceVariable(Variable, Needs)}, false};
  }
  return {{Unit.constantVariable(Variable, Needs)}, false};
}

Place BodyPrinter::fieldOf(const Place &Object, const FieldDecl *Field) {
  bool IsOverlay = Unit.record(Field->getParent()).IsOverlay;
  return (IsOverlay ? Object.member("own") : Object).member(fieldName(Field));
}

Place BodyPrinter::memberPlace(const MemberExpr *E) {
  if (const auto *Variable = dyn_cast<VarDecl>(E->getMemberDecl()))
    return variablePlace(Variable, E);
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "this member");
    return {{"0"}, false};
  }
  const Expr *Base = E->getBase();
  Place Object = E->isArrow()        ? Place{value(Base), true}
                 : Base->isGLValue() ? place(Base)
                                     : Place{value(Base), false};
  // A pointer that is itself the address of something: p->x of &a is a.x.
  Place Member = fieldOf(Object, Field);
  if (!Field->getType()->isReferenceType())
    return Member;
  return {pointerIn(Member, Field->getType()->getPointeeType(), spaceOfExpr(E)), true};
}

/// A prvalue that needs an address.
Place BodyPrinter::temporaryPlace(const Expr *E) {
  std::string Name = temporary(E->getType(), "temporary");
  std::vector<std::string> Steps;
  initialise({{Name}, false}, AddressSpace::Private, E->getType(), E, Steps);
  if (Steps.empty())
    return {{Name}, false};
  Steps.push_back("&" + Name);
  return {{llvm::join(Steps, ", "), Binding::Comma}, true};
}

Place BodyPrinter::place(const Expr *E) {
  if (!E->isGLValue())
    return temporaryPlace(E);
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return place(Paren->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return place(Full->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return place(Replaced->getReplacement());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return place(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return place(Default->getExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Bound = dyn_cast<BindingDecl>(Ref->getDecl()))
      return Bound->getHoldingVar() ? variablePlace(Bound->getHoldingVar(), E) : place(Bound->getBinding());
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      return variablePlace(Variable, E);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return memberPlace(Member);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return {
        {value(Subscript->getBase()).in(Binding::Postfix) + "[" + subscript(Subscript->getIdx()).Text + "]",
         Binding::Postfix},
        false};
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    const Expr *Sub = Temporary->getSubExpr();
    Place Result = temporaryPlace(Sub);
    if (calleeOf(Temporary)) // its destructor
      obstruct(DiagId::NotLowered, E->getExprLoc(), "a reference to a temporary object with a destructor");
    return Result;
  }
  if (const auto *UnaryOp = dyn_cast<UnaryOperator>(E)) {
    if (UnaryOp->getOpcode() == UO_Deref)
      return {value(UnaryOp->getSubExpr()), true};
    if (UnaryOp->isIncrementDecrementOp()) { // an lvalue in C++ only
      Place Object = place(UnaryOp->getSubExpr());
      return {{increment(UnaryOp).Text + ", " + Object.address().in(Binding::Assign), Binding::Comma}, true};
    }
    return place(UnaryOp->getSubExpr());
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    Place Object = place(Cast->getSubExpr());
    CastKind Kind = Cast->getCastKind();
    if (Kind == CK_DerivedToBase || Kind == CK_UncheckedDerivedToBase) {
      for (const CXXBaseSpecifier *Step : Cast->path())
        Object = baseOf(Object, Step->getType()->getAsCXXRecordDecl(), spaceOfExpr(Cast));
      return Object;
    }
    if (Kind == CK_NoOp)
      return Object;
    if (Kind == CK_BaseToDerived || Kind == CK_LValueBitCast)
      return {{"(" + Unit.pointer(E->getType(), spaceOfExpr(E), "", Needs) + ")" +
                   Object.address().in(Binding::Unary),
               Binding::Unary},
              true};
  }
  if (const auto *BinaryOp = dyn_cast<BinaryOperator>(E)) {
    if (BinaryOp->getOpcode() == BO_Comma) {
      return {{"(void)" + effect(BinaryOp->getLHS()).in(Binding::Unary) + ", " +
                   place(BinaryOp->getRHS()).address().in(Binding::Assign),
               Binding::Comma},
              true};
    }
    if (BinaryOp->isPtrMemOp()) {
      const Expr *Object = BinaryOp->getLHS();
      Code Base = BinaryOp->getOpcode() == BO_PtrMemI ? value(Object) : place(Object).address();
      return {{"(" + Unit.pointer(E->getType(), spaceOfExpr(E), "", Needs) + ")((" +
                   spaceWord(spaceOfExpr(E)) + " uchar *)" + Base.in(Binding::Unary) + " + " +
                   value(BinaryOp->getRHS()).in(Binding::Multiply) + ")",
               Binding::Unary},
              true};
    }
    if (BinaryOp->isAssignmentOp()) {
      Place Object = place(BinaryOp->getLHS());
      return {{assignment(BinaryOp).Text + ", " + Object.address().in(Binding::Assign), Binding::Comma},
              true};
    }
  }
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
    Code Test = condition(Conditional->getCond());
    return {{Test.in(Binding::Or) + " ? " +
                 place(Conditional->getTrueExpr()).address().in(Binding::Conditional) + " : " +
                 place(Conditional->getFalseExpr()).address().in(Binding::Conditional),
             Binding::Conditional},
            true};
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return {call(Call), true};
  if (const auto *OpaqueValue = dyn_cast<OpaqueValueExpr>(E)) {
    auto Known = Opaque.find(OpaqueValue);
    if (Known != Opaque.end())
      return Known->second;
    if (OpaqueValue->getSourceExpr())
      return place(OpaqueValue->getSourceExpr());
  }
  if (const auto *Text = dyn_cast<clang::StringLiteral>(E))
    return {{quoted(Text->getBytes())}, false};
  if (const auto *Predefined = dyn_cast<PredefinedExpr>(E))
    return {{quoted(Predefined->getFunctionName()->getBytes())}, false};
  obstruct(DiagId::NotLowered, E->getExprLoc(),
           std::string("an lvalue of the kind ") + E->getStmtClassName());
  return {{"0"}, false};
}

} // namespace lorcha::opencl
