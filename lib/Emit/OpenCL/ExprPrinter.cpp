// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values. Conversions that C makes by itself are not printed.
#include "BodyPrinter.h"
#include "lorcha/Device/ShiftAmounts.h"

using namespace clang;

namespace lorcha::opencl {

AddressSpace BodyPrinter::spaceOfExpr(const Expr *E) const {
  auto Known = Instance.Expressions.find(E);
  return Known == Instance.Expressions.end() ? AddressSpace::Unknown : spaceOf(Known->second);
}

AddressSpace BodyPrinter::spaceOfVariable(const VarDecl *Variable) const {
  auto Known = Instance.Variables.find(Variable);
  return Known == Instance.Variables.end() ? AddressSpace::Unknown : spaceOf(Known->second);
}

std::string BodyPrinter::temporary(QualType Type, llvm::StringRef Word, bool InMemory, AddressSpace Space) {
  std::string Name = Locals.fresh(Word);
  Declarations.push_back(
      (InMemory ? Unit.inMemory(Type, Name, Needs) : Unit.asValue(Type, Space, Name, Needs)) + ";");
  return Name;
}

Code BodyPrinter::value(const Expr *E) {
  if (E->isGLValue())
    return load(E, spaceOfExpr(E));
  return computeValue(E);
}

Code BodyPrinter::computeValue(const Expr *E) {
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return value(Paren->getSubExpr());
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr>(E))
    return literal(E);
  if (const auto *Constant = dyn_cast<ConstantExpr>(E))
    return value(Constant->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return value(Full->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return value(Replaced->getReplacement());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return value(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(Call);
  if (isa<CXXConstructExpr, InitListExpr, LambdaExpr, CXXBindTemporaryExpr>(E))
    return recordValue(E);
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return cast(Cast);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return unary(Unary);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return binary(Binary);
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
    Code Test = condition(Conditional->getCond());
    if (isWalked(Conditional->getTrueExpr()) || isWalked(Conditional->getFalseExpr())) {
      Test = {bound(Test)};
      Code First = walkedOperand(Conditional->getTrueExpr(), Test.Text);
      Code Second = walkedOperand(Conditional->getFalseExpr(), "!" + Test.Text);
      return {Test.Text + " ? " + First.in(Binding::Conditional) + " : " + Second.in(Binding::Conditional),
              Binding::Conditional};
    }
    return {Test.in(Binding::Or) + " ? " + value(Conditional->getTrueExpr()).in(Binding::Conditional) +
                " : " + value(Conditional->getFalseExpr()).in(Binding::Conditional),
            Binding::Conditional};
  }
  if (isa<CXXThisExpr>(E)) {
    if (InitialisedObject)
      return InitialisedObject->address();
    if (ThisCapture && ThisCapture->getType()->isRecordType())
      return Place{{"this"}, true}.member(fieldName(ThisCapture)).address();
    if (ThisCapture)
      return pointerIn(Place{{"this"}, true}.member(fieldName(ThisCapture)), E->getType()->getPointeeType(),
                       spaceOfExpr(E));
    return {"this"};
  }
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr>(E)) {
    if (E->getType()->isRecordType())
      return {"(" + typeName(E->getType()) + "){0}", Binding::Postfix};
    return {E->getType()->isVoidType() ? "(void)0" : "0"};
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E); Ref && isa<EnumConstantDecl>(Ref->getDecl()))
    return *folded(E);
  if (isa<UnaryExprOrTypeTraitExpr, TypeTraitExpr, CXXNoexceptExpr, SizeOfPackExpr, OffsetOfExpr>(E))
    if (std::optional<Code> Constant = folded(E))
      return *Constant;
  if (const auto *OpaqueValue = dyn_cast<OpaqueValueExpr>(E); OpaqueValue && OpaqueValue->getSourceExpr())
    return value(OpaqueValue->getSourceExpr());
  if (const auto *Location = dyn_cast<SourceLocExpr>(E); Location && Location->isIntType())
    return {integerText(Location->EvaluateInContext(Context, nullptr).getInt(), E->getType(), Context)};
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return newExpression(New);
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E))
    return deleteExpression(Delete);
  obstruct(DiagId::NotLowered, E->getExprLoc(),
           std::string("an expression of the kind ") + E->getStmtClassName());
  return {"0"};
}

Code BodyPrinter::condition(const Expr *E) {
  const Expr *Bare = E->IgnoreParens();
  if (const auto *Full = dyn_cast<FullExpr>(Bare))
    return condition(Full->getSubExpr());
  const auto *Cast = dyn_cast<ImplicitCastExpr>(Bare);
  if (Cast && (Cast->getCastKind() == CK_IntegralToBoolean || Cast->getCastKind() == CK_PointerToBoolean ||
               Cast->getCastKind() == CK_FloatingToBoolean))
    return value(Cast->getSubExpr());
  return value(E);
}

Code BodyPrinter::increment(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  bool IsPointer = isDataPointer(Sub->getType());
  if (Sub->refersToBitField()) {
    BitField Field = bitField(Sub);
    return storeBits(
        Field, {loadBits(Field).in(Binding::Add) + (E->isIncrementOp() ? " + 1" : " - 1"), Binding::Add});
  }
  Code Object = place(Sub).lvalue();
  if (!IsPointer || isRegister(Sub)) {
    std::string Sign = E->isIncrementOp() ? "++" : "--";
    if (E->isPrefix())
      return {Sign + Object.in(Binding::Unary), Binding::Unary};
    return {Object.in(Binding::Postfix) + Sign, Binding::Postfix};
  }
  // A pointer in memory is a number: step by bytes.
  QualType Pointee = Sub->getType()->getPointeeType();
  std::string Step = std::to_string(Unit.sizeOf(Pointee)) + "ul";
  Code Stepped{Object.in(Binding::Unary) + (E->isIncrementOp() ? " += " : " -= ") + Step, Binding::Assign};
  if (E->isPostfix())
    Stepped = {Stepped.in(Binding::Primary) + (E->isIncrementOp() ? " - " : " + ") + Step, Binding::Add};
  return pointerIn({Stepped, false}, Pointee, spaceOfExpr(E));
}

Code BodyPrinter::unary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf:
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens()); Ref && Sub->getType()->isFunctionType())
      if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return {Unit.functionAddress(Function, Needs)};
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens());
        Ref && E->getType()->isMemberDataPointerType())
      return {
          std::to_string(Context.toCharUnitsFromBits(Context.getFieldOffset(Ref->getDecl())).getQuantity())};
    if (E->getType()->isMemberPointerType() || Sub->getType()->isFunctionType()) {
      obstruct(DiagId::NotLowered, E->getExprLoc(), "the address of a function");
      return {"0"};
    }
    return place(Sub).address();
  case UO_PostInc:
  case UO_PostDec:
    return increment(E);
  case UO_Plus:
  case UO_Extension:
    return value(Sub);
  case UO_Minus: {
    std::string Operand = value(Sub).in(Binding::Unary);
    return {(Operand[0] == '-' ? "- " : "-") + Operand, Binding::Unary};
  }
  case UO_Not:
    return {"~" + value(Sub).in(Binding::Unary), Binding::Unary};
  case UO_LNot:
    return {"!" + condition(Sub).in(Binding::Unary), Binding::Unary};
  default:
    obstruct(DiagId::NotLowered, E->getExprLoc(), "this operator");
    return {"0"};
  }
}

static Binding bindingOf(BinaryOperatorKind Kind) {
  switch (Kind) {
  case BO_Mul:
  case BO_Div:
  case BO_Rem:
    return Binding::Multiply;
  case BO_Add:
  case BO_Sub:
    return Binding::Add;
  case BO_Shl:
  case BO_Shr:
    return Binding::Shift;
  case BO_LT:
  case BO_GT:
  case BO_LE:
  case BO_GE:
    return Binding::Relation;
  case BO_EQ:
  case BO_NE:
    return Binding::Equal;
  case BO_And:
    return Binding::BitAnd;
  case BO_Xor:
    return Binding::BitXor;
  case BO_Or:
    return Binding::BitOr;
  case BO_LAnd:
    return Binding::And;
  case BO_LOr:
    return Binding::Or;
  case BO_Comma:
    return Binding::Comma;
  default:
    return Binding::Assign;
  }
}

/// Operands that compilers like to see in parentheses.
static bool wantsParentheses(Binding Operator, Binding Operand) {
  bool IsBitwise = Operator == Binding::BitAnd || Operator == Binding::BitXor || Operator == Binding::BitOr ||
                   Operator == Binding::Shift;
  return (IsBitwise && Operand != Operator && Operand < Binding::Unary) ||
         (Operator == Binding::Or && Operand == Binding::And);
}

Code BodyPrinter::binary(const BinaryOperator *E) {
  BinaryOperatorKind Kind = E->getOpcode();
  if (E->isAssignmentOp())
    return assignment(E);
  Binding Binds = bindingOf(Kind);
  bool IsLogical = Kind == BO_LAnd || Kind == BO_LOr;
  Code Left = IsLogical ? condition(E->getLHS()) : Kind == BO_Comma ? Code() : value(E->getLHS());
  if (Kind == BO_Comma) {
    return {"(void)" + effect(E->getLHS()).in(Binding::Unary) + ", " + value(E->getRHS()).in(Binding::Assign),
            Binding::Comma};
  }
  bool IsWalkedLogical = IsLogical && isWalked(E->getRHS());
  if (IsWalkedLogical)
    Left = {bound(Left)};
  Code Right = IsWalkedLogical ? walkedOperand(E->getRHS(), (Kind == BO_LOr ? "!" : "") + Left.Text)
               : IsLogical     ? condition(E->getRHS())
                               : value(E->getRHS());
  if (E->isShiftOp() && mayShiftOut(E, Context))
    return shift(E, Left, Right);
  if (Kind == BO_Sub && E->getLHS()->getType()->isPointerType() && E->getRHS()->getType()->isPointerType())
    return {Left.in(Binds) + " - " + Right.in(Binding::Multiply), Binds};
  std::string LeftText = wantsParentheses(Binds, Left.Binds) ? "(" + Left.Text + ")" : Left.in(Binds);
  Binding Tighter = static_cast<Binding>(static_cast<int>(Binds) + 1);
  std::string RightText = wantsParentheses(Binds, Right.Binds) ? "(" + Right.Text + ")" : Right.in(Tighter);
  return {LeftText + " " + E->getOpcodeStr().str() + " " + RightText, Binds};
}

Code BodyPrinter::assignment(const BinaryOperator *E) {
  const Expr *Left = E->getLHS();
  if (Left->refersToBitField())
    return assignBits(E);
  Code Object = place(Left).lvalue();
  Code Right = value(E->getRHS());
  std::string Sign = " " + E->getOpcodeStr().str() + " ";
  if (E->isShiftAssignOp() && mayShiftOut(E, Context))
    return {Object.in(Binding::Unary) + " = " + shift(E, Object, Right).Text, Binding::Assign};
  if (!isDataPointer(Left->getType()) || isRegister(Left))
    return {Object.in(Binding::Unary) + Sign + Right.in(Binding::Assign), Binding::Assign};
  if (E->getOpcode() == BO_Assign)
    return {Object.in(Binding::Unary) + " = " +
                toMemory(Right, Left->getType(), spaceOfExpr(E->getRHS())).in(Binding::Assign),
            Binding::Assign};
  std::string Step = std::to_string(Unit.sizeOf(Left->getType()->getPointeeType()));
  return {Object.in(Binding::Unary) + Sign + "(long)" + Right.in(Binding::Unary) + " * " + Step,
          Binding::Assign};
}

/// An expression whose value nobody asks for.
Code BodyPrinter::effect(const Expr *E) {
  const Expr *Bare = E->IgnoreParens();
  if (const auto *Full = dyn_cast<FullExpr>(Bare))
    return effect(Full->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(Bare); Cast && Cast->getCastKind() == CK_ToVoid)
    return effect(Cast->getSubExpr());
  if (const auto *Assign = dyn_cast<BinaryOperator>(Bare); Assign && Assign->isAssignmentOp())
    return assignment(Assign);
  if (const auto *Comma = dyn_cast<BinaryOperator>(Bare); Comma && Comma->getOpcode() == BO_Comma)
    return {effect(Comma->getLHS()).in(Binding::Comma) + ", " + effect(Comma->getRHS()).in(Binding::Assign),
            Binding::Comma};
  if (const auto *Unary = dyn_cast<UnaryOperator>(Bare); Unary && Unary->isIncrementDecrementOp())
    return increment(Unary);
  if (const auto *Call = dyn_cast<CallExpr>(Bare); Call && isTrivialAssignment(Call))
    return assigned(place(Call->getArg(0)), Call->getArg(1));
  else if (Call && Call->getDirectCallee() &&
           classifyCallee(Unit.Unit, Call->getDirectCallee()) == CalleeKind::Printf)
    return printfCall(Call, /*UsesResult=*/false);
  else if (Call)
    return call(Call);
  return Bare->isGLValue() ? place(Bare).lvalue() : value(Bare);
}

Code BodyPrinter::recordValue(const Expr *E) {
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E)) {
    std::string Name = temporary(E->getType(), "temporary");
    std::vector<std::string> Steps;
    initialise({{Name}, false}, AddressSpace::Private, E->getType(), Bound->getSubExpr(), Steps);
    destroy(Bound, {{Name}, false}, E->getType(), AddressSpace::Private, TemporaryDestructors);
    return {llvm::join(Steps, ", ") + (Steps.empty() ? "" : ", ") + Name,
            Steps.empty() ? Binding::Primary : Binding::Comma};
  }
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (E->getType()->isScalarType() || E->getType()->isVoidType())
      return List->getNumInits() ? value(List->getInit(0)) : Code{"0"};
    if (std::optional<std::string> Text = listText(E->getType(), List))
      return {"(" + typeName(E->getType()) + ")" + *Text, Binding::Postfix};
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (isTrivialConstruction(Construct) && Construct->getNumArgs() == 1)
      return value(Construct->getArg(0));
    if (isTrivialConstruction(Construct) && Construct->getNumArgs() == 0)
      return {"(" + typeName(E->getType()) + "){0}", Binding::Postfix};
  }
  std::string Name = temporary(E->getType(), "temporary");
  std::vector<std::string> Steps;
  initialise({{Name}, false}, AddressSpace::Private, E->getType(), E, Steps);
  Steps.push_back(Name);
  return {llvm::join(Steps, ", "), Steps.size() == 1 ? Binding::Primary : Binding::Comma};
}

Code BodyPrinter::exactValue(const Expr *E) {
  Code Text = value(E);
  const Expr *Bare = E;
  while (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Bare))
    Bare = Default->getExpr();
  Bare = Bare->IgnoreParens();
  const auto *Cast = dyn_cast<ImplicitCastExpr>(Bare);
  bool IsConverted = Cast && Cast->getCastKind() != CK_LValueToRValue && Cast->getCastKind() != CK_NoOp &&
                     (E->getType()->isArithmeticType() || E->getType()->isEnumeralType());
  bool IsSmall = E->getType()->isIntegerType() && Context.getTypeSize(E->getType()) < 32;
  if (IsConverted || IsSmall || E->getType()->isBooleanType())
    return {"(" + Unit.scalar(E->getType(), Needs) + ")" + Text.in(Binding::Unary), Binding::Unary};
  return Text;
}

} // namespace lorcha::opencl
