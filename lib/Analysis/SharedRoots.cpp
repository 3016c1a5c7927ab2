// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "SharedRoots.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

/// How many steps a pointer is followed: through variables, calls and results.
static constexpr unsigned MostSteps = 8;

/// The variable of a function, or array of it, that an assignment changes; null if it changes memory.
static const VarDecl *changedVariable(const Expr *Place) {
  Place = Place->IgnoreParenImpCasts();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(Place)) {
    Place = Element->getBase()->IgnoreParenImpCasts();
    if (!Place->getType()->isArrayType())
      return nullptr;
  }
  const auto *Use = dyn_cast<DeclRefExpr>(Place);
  const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage() ? Variable : nullptr;
}

class SharedRoots::Collector : public AstVisitor {
  using Base = AstVisitor;

public:
  Collector(ParsedUnit &Unit, SharedRoots &Roots) : Unit(Unit), Roots(Roots) {}

  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (!D || isLibraryDeclaration(Unit, D))
      return true;
    auto *Function = dyn_cast<FunctionDecl>(D);
    if (!Function)
      return Base::TraverseDecl(D);
    const bool IsDevice = isDeviceSide(Function) && Function->doesThisDeclarationHaveABody() &&
                          !Function->isDependentContext() && Unit.isUsers(Function->getLocation());
    if (IsDevice)
      Roots.Functions.push_back(Function);
    llvm::SaveAndRestore<const FunctionDecl *> Saved(Current, IsDevice ? Function : nullptr);
    return Base::TraverseDecl(D);
  }

  bool VisitVarDecl(VarDecl *Variable) override {
    Roots.HasShared |= Variable->hasAttr<CUDASharedAttr>();
    if (Current && Variable->hasLocalStorage() && Variable->getInit())
      Roots.Values[Variable].push_back(Variable->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) override {
    if (!Current || !Operator->isAssignmentOp())
      return true;
    if (const VarDecl *Variable = changedVariable(Operator->getLHS()))
      Roots.Values[Variable].push_back(Operator->getRHS());
    else
      Roots.HasStores = true;
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) override {
    if (!Current || !Operator->isIncrementDecrementOp())
      return true;
    if (const VarDecl *Variable = changedVariable(Operator->getSubExpr()))
      Roots.Values[Variable].push_back(Operator);
    else
      Roots.HasStores = true;
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *Return) override {
    if (Current && Return->getRetValue())
      Roots.Results[Current].push_back(Return->getRetValue());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    if (!Current)
      return true;
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (const FunctionDecl *Definition = Callee->getDefinition())
        Roots.Calls[Definition].push_back(Call);
    return true;
  }

private:
  ParsedUnit &Unit;
  SharedRoots &Roots;
  const FunctionDecl *Current = nullptr;
};

SharedRoots::SharedRoots(ParsedUnit &Unit) {
  Collector(Unit, *this).TraverseDecl(Unit.ast().getTranslationUnitDecl());
}

llvm::ArrayRef<const Expr *> SharedRoots::valuesOf(const VarDecl *Variable) const {
  auto Found = Values.find(Variable);
  return Found == Values.end() ? llvm::ArrayRef<const Expr *>() : llvm::ArrayRef(Found->second);
}

std::vector<const Expr *> SharedRoots::argumentsFor(const ParmVarDecl *Parameter) const {
  const auto *Function = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
  auto Found = Function ? Calls.find(Function) : Calls.end();
  std::vector<const Expr *> Result;
  if (Found == Calls.end() || Function->hasAttr<CUDAGlobalAttr>())
    return Result;
  const unsigned Index = Parameter->getFunctionScopeIndex();
  for (const CallExpr *Call : Found->second) {
    // Operators that are methods have their object among the arguments.
    const unsigned First = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Function) ? 1 : 0;
    if (Index + First < Call->getNumArgs())
      Result.push_back(Call->getArg(Index + First));
  }
  return Result;
}

const VarDecl *SharedRoots::find(const Expr *Glvalue, unsigned Depth) {
  const Expr *E = Glvalue->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->getSubExpr()->isGLValue())
    return find(Cast->getSubExpr(), Depth);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return findPointee(Element->getBase(), Depth);
  if (const auto *Operator = dyn_cast<UnaryOperator>(E))
    return Operator->getOpcode() == UO_Deref ? findPointee(Operator->getSubExpr(), Depth) : nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->isArrow() ? findPointee(Member->getBase(), Depth) : find(Member->getBase(), Depth);
  const auto *Use = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!Variable)
    return nullptr;
  return Variable->getType()->isReferenceType() ? findVariable(Variable, Depth)
         : Variable->hasAttr<CUDASharedAttr>()  ? Variable
                                                : nullptr;
}

const VarDecl *SharedRoots::findPointee(const Expr *Pointer, unsigned Depth) {
  if (Depth > MostSteps)
    return nullptr;
  const Expr *E = Pointer->IgnoreParenCasts();
  if (E->getType()->isArrayType())
    return find(E, Depth);
  if (const auto *Operator = dyn_cast<BinaryOperator>(E)) {
    if (Operator->isAssignmentOp() || Operator->getOpcode() == BO_Comma)
      return findPointee(Operator->getRHS(), Depth);
    if (!Operator->isAdditiveOp())
      return nullptr;
    const bool IsLeft = Operator->getLHS()->getType()->isPointerType();
    return findPointee(IsLeft ? Operator->getLHS() : Operator->getRHS(), Depth);
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(E)) {
    if (Operator->getOpcode() == UO_AddrOf)
      return find(Operator->getSubExpr(), Depth);
    return Operator->isIncrementDecrementOp() ? findPointee(Operator->getSubExpr(), Depth) : nullptr;
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    const VarDecl *First = findPointee(Choice->getTrueExpr(), Depth);
    return First ? First : findPointee(Choice->getFalseExpr(), Depth);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Call->getDirectCallee() ? findResult(Call->getDirectCallee()->getDefinition(), Depth + 1)
                                   : nullptr;
  const VarDecl *Variable = changedVariable(E);
  return Variable ? findVariable(Variable, Depth) : nullptr;
}

/// What a pointer, reference or array of pointers refers to.
const VarDecl *SharedRoots::findVariable(const VarDecl *Variable, unsigned Depth) {
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
    return isHandedShared(Parameter, Depth + 1) ? Parameter : nullptr;
  for (const Expr *Value : valuesOf(Variable)) {
    const VarDecl *Found = Value->isGLValue() ? find(Value, Depth + 1) : findPointee(Value, Depth + 1);
    if (Found && Found != Variable)
      return Found;
  }
  return nullptr;
}

const VarDecl *SharedRoots::findResult(const FunctionDecl *Function, unsigned Depth) {
  auto Found = Function ? Results.find(Function) : Results.end();
  if (Found == Results.end() || Depth > MostSteps)
    return nullptr;
  for (const Expr *Result : Found->second) {
    const VarDecl *Root = Result->isGLValue() ? find(Result, Depth) : findPointee(Result, Depth);
    if (Root && !isa<ParmVarDecl>(Root))
      return Root;
  }
  return nullptr;
}

bool SharedRoots::isHandedShared(const ParmVarDecl *Parameter, unsigned Depth) {
  return Depth <= MostSteps && llvm::any_of(argumentsFor(Parameter), [&](const Expr *Argument) {
           return Argument->isGLValue() ? find(Argument, Depth) : findPointee(Argument, Depth);
         });
}

} // namespace lorcha
