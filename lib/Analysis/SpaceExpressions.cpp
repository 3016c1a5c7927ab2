// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an expression's value points to, and where a glvalue lies.
#include "SpaceWalker.h"
#include "lorcha/Device/KnownConstants.h"

using namespace clang;

namespace lorcha {

void SpaceWalker::note(const Expr *E, SpaceNode *Space) {
  SpaceNode *&Known = Instance.Expressions[E];
  if (Known)
    Graph.unify(Known, Space, E->getExprLoc());
  else
    Known = Space;
}

Target SpaceWalker::temporary(SourceLocation Place) { return Graph.makeTarget(AddressSpace::Private, Place); }

Content *SpaceWalker::value(const Expr *E) {
  Content *Result =
      E->isGLValue() ? Graph.pointee(Graph.pointerTo(placeForAccess(E))).Object : computeValue(E);
  if (!E->isGLValue() && E->getType()->isPointerType()) {
    if (!Result)
      Result = Graph.make();
    note(E, Graph.pointee(Result).Space);
  }
  return Result;
}

/// The content of what an lvalue-to-rvalue conversion reads; the arms of ?: need not lie in one space.
Content *SpaceWalker::loaded(const Expr *E) {
  const Expr *Bare = E->IgnoreParens();
  const auto *Conditional = dyn_cast<ConditionalOperator>(Bare);
  if (!Conditional)
    return placeForAccess(E).Object;
  walk(Conditional->getCond());
  Content *Result = loaded(Conditional->getTrueExpr());
  Graph.unify(Result, loaded(Conditional->getFalseExpr()), E->getExprLoc());
  return Result;
}

Content *SpaceWalker::castValue(const CastExpr *E) {
  const Expr *From = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
    return loaded(From);
  case CK_ArrayToPointerDecay:
    return Graph.pointerTo(place(From));
  case CK_NullToPointer:
  case CK_IntegralToPointer:
    walk(From);
    return nullptr;
  case CK_FunctionToPointerDecay:
    if (isa<ConditionalOperator>(From->IgnoreParens()))
      walk(From);
    return nullptr;
  case CK_ToVoid:
    walk(From);
    return nullptr;
  default:
    return value(From);
  }
}

Content *SpaceWalker::unaryValue(const UnaryOperator *E) {
  switch (E->getOpcode()) {
  case UO_AddrOf:
    if (E->getSubExpr()->IgnoreParens()->getType()->isFunctionType() || E->getType()->isMemberPointerType())
      return nullptr;
    return Graph.pointerTo(place(E->getSubExpr()));
  case UO_PostInc:
  case UO_PostDec:
    return placeForAccess(E->getSubExpr()).Object;
  default:
    walk(E->getSubExpr());
    return nullptr;
  }
}

Content *SpaceWalker::binaryValue(const BinaryOperator *E) {
  if (E->getOpcode() == BO_Comma) {
    walk(E->getLHS());
    return value(E->getRHS());
  }
  Content *Left = value(E->getLHS()), *Right = value(E->getRHS());
  if (!E->getType()->isPointerType())
    return nullptr;
  return E->getLHS()->getType()->isPointerType() ? Left : Right;
}

/// A prvalue of class or array type that is not given a place by its surroundings.
Content *SpaceWalker::recordValue(const Expr *E) {
  Target Object = temporary(E->getExprLoc());
  initialise(Object, E->getType(), E);
  if (isa<CXXConstructExpr, InitListExpr, LambdaExpr>(E))
    note(E, Object.Space);
  return Object.Object;
}

Content *SpaceWalker::computeValue(const Expr *E) {
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return value(Paren->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return value(Full->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return value(Replaced->getReplacement());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return value(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E)) {
    Target Object = temporary(E->getExprLoc());
    initialise(Object, E->getType(), Bound->getSubExpr());
    destroy(Bound, E->getType(), Object);
    return Object.Object;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(Call);
  if (isa<CXXConstructExpr, InitListExpr, LambdaExpr, ArrayInitLoopExpr>(E))
    return recordValue(E);
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return castValue(Cast);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return unaryValue(Unary);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return binaryValue(Binary);
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
    walk(Conditional->getCond());
    Content *Result = value(Conditional->getTrueExpr());
    Content *Other = value(Conditional->getFalseExpr());
    Graph.unify(Result, Other, E->getExprLoc());
    return Result ? Result : Other;
  }
  if (isa<CXXThisExpr>(E)) {
    if (!ThisCapture)
      return Graph.pointerTo(*This);
    Content *Captured = Graph.field(This->Object, ThisCapture);
    return ThisCapture->getType()->isRecordType() ? Graph.pointerTo({This->Space, Captured}) : Captured;
  }
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, TypeTraitExpr, SizeOfPackExpr>(E))
    return nullptr;
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? value(Opaque->getSourceExpr()) : nullptr;
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return newValue(New);
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E)) {
    deleteObject(Delete);
    return nullptr;
  }
  walkChildren(E);
  return nullptr;
}

Target SpaceWalker::place(const Expr *E) {
  Target Result = computePlace(E, /*IsAccess=*/false);
  note(E, Result.Space);
  return Result;
}

Target SpaceWalker::placeForAccess(const Expr *E) {
  Target Result = computePlace(E, /*IsAccess=*/true);
  note(E, Result.Space);
  return Result;
}

/// A variable of the program. Pointers in constants point where their values say.
Target SpaceWalker::outerVariable(const VarDecl *Variable) {
  bool IsKnown = Tree.knows(Variable);
  Target Place = Tree.outerVariable(Variable);
  QualType Type = Variable->getType();
  const ASTContext &Unit = Tree.Unit.ast();
  if (IsKnown || Variable->hasAttr<CUDASharedAttr>() || isHandedOver(Variable) || Type->isReferenceType() ||
      Unit.getBaseElementType(Type)->isArithmeticType() || !Type.isCXX11PODType(Unit))
    return Place;
  const VarDecl *Definition = nullptr;
  const Expr *Init = Variable->getAnyInitializer(Definition);
  if (Init && !Init->isValueDependent())
    initialise(Place, Type, Init);
  return Place;
}

Target SpaceWalker::variablePlace(const VarDecl *Variable, const Expr *E, bool IsAccess) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E); Ref && Ref->refersToEnclosingVariableOrCapture())
    if (FieldDecl *Field = Captures.lookup(Variable)) {
      Target Member{This->Space, Graph.field(This->Object, Field)};
      return Field->getType()->isReferenceType() ? Graph.pointee(Member.Object) : Member;
    }
  if (isFoldedVariable(Tree.Unit.ast(), Variable) ||
      (Tree.Unit.isOurs(Variable) && !Variable->isLocalVarDeclOrParm()))
    return temporary(E->getExprLoc());
  auto Known = Variables.find(Variable);
  if (Known == Variables.end())
    return outerVariable(Variable);
  if (Variable->getType()->isReferenceType())
    return Graph.pointee(Known->second.Object);
  if (!IsAccess && (Variable->getType()->isPointerType() || Variable->getType()->isBooleanType()))
    Instance.AddressTaken.insert(Variable);
  return Known->second;
}

Target SpaceWalker::memberPlace(const MemberExpr *E) {
  if (const auto *Variable = dyn_cast<VarDecl>(E->getMemberDecl())) {
    walk(E->getBase());
    return variablePlace(Variable, E, /*IsAccess=*/false);
  }
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field)
    return temporary(E->getExprLoc());
  Target Base;
  if (E->isArrow())
    Base = Graph.pointee(value(E->getBase()));
  else if (E->getBase()->isGLValue())
    Base = place(E->getBase());
  else
    Base = {Graph.makeSpace(AddressSpace::Private, E->getExprLoc()), value(E->getBase())};
  Target Member{Base.Space, Graph.field(Base.Object, Field)};
  return Field->getType()->isReferenceType() ? Graph.pointee(Member.Object) : Member;
}

/// A member by its offset: any of the class's members that have its type.
Target SpaceWalker::placeByOffset(const BinaryOperator *E) {
  walk(E->getRHS());
  Target Base = E->getOpcode() == BO_PtrMemI ? Graph.pointee(value(E->getLHS())) : place(E->getLHS());
  Target Member{Base.Space, Graph.make()};
  QualType Class =
      E->getOpcode() == BO_PtrMemI ? E->getLHS()->getType()->getPointeeType() : E->getLHS()->getType();
  for (const FieldDecl *Field : Class->getAsCXXRecordDecl()->fields())
    if (Tree.Unit.ast().hasSameUnqualifiedType(Field->getType(), E->getType()))
      Graph.unify(Member.Object, Graph.field(Base.Object, Field), E->getExprLoc());
  return Member;
}

Target SpaceWalker::computePlace(const Expr *E, bool IsAccess) {
  if (!E->isGLValue()) {
    Target Object = temporary(E->getExprLoc());
    initialise(Object, E->getType(), E);
    return Object;
  }
  auto Inner = [&](const Expr *Sub) { return IsAccess ? placeForAccess(Sub) : place(Sub); };
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return Inner(Paren->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return Inner(Full->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return Inner(Replaced->getReplacement());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return Inner(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return Inner(Default->getExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      return Binding->getHoldingVar() ? variablePlace(Binding->getHoldingVar(), E, IsAccess)
                                      : Inner(Binding->getBinding());
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      return variablePlace(Variable, E, IsAccess);
    return temporary(E->getExprLoc());
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return memberPlace(Member);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    walk(Subscript->getIdx());
    return Graph.pointee(value(Subscript->getBase()));
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    Target Object = temporary(E->getExprLoc());
    const Expr *Sub = Temporary->getSubExpr();
    initialise(Object, Sub->getType(), Sub);
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Sub->IgnoreImplicit());
        Bound || isa<CXXBindTemporaryExpr>(Sub))
      destroy(Temporary, Sub->getType(), Object);
    return Object;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return Graph.pointee(value(Unary->getSubExpr()));
    return Inner(Unary->getSubExpr());
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Inner(Cast->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_Comma) {
      walk(Binary->getLHS());
      return Inner(Binary->getRHS());
    }
    if (Binary->isPtrMemOp())
      return placeByOffset(Binary);
    Target Left = Inner(Binary->getLHS());
    Content *Right = value(Binary->getRHS());
    if (Binary->getOpcode() == BO_Assign)
      Graph.unify(Left.Object, Right, E->getExprLoc());
    return Left;
  }
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
    walk(Conditional->getCond());
    Target Result = place(Conditional->getTrueExpr());
    Graph.unify(Result, place(Conditional->getFalseExpr()), E->getExprLoc());
    return Result;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Graph.pointee(call(Call));
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E); Opaque && Opaque->getSourceExpr())
    return Inner(Opaque->getSourceExpr());
  if (isa<StringLiteral, PredefinedExpr>(E))
    return Graph.makeTarget(AddressSpace::Constant, E->getExprLoc());
  walkChildren(E);
  return temporary(E->getExprLoc());
}

} // namespace lorcha
