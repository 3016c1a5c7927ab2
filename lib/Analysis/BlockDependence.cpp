// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Repeats passes over the kernel until no set grows.
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

unsigned axisNamed(llvm::StringRef Member) {
  return llvm::StringSwitch<unsigned>(Member)
      .Case("x", AlongX)
      .Case("y", AlongY)
      .Case("z", AlongZ)
      .Default(AlongAll);
}

/// One pass. Visits return what the value of an expression depends on; conditions are in Control meanwhile.
class BlockDependence::Walk {
public:
  explicit Walk(BlockDependence &Facts) : Facts(Facts) {}

  /// Whether a set has grown.
  bool run(const Stmt *Body) {
    Control = Facts.Returns;
    visit(Body);
    return HasGrown;
  }
  unsigned ofExpression(const Expr *E) { return visit(E); }

private:
  void note(const VarDecl *Variable, unsigned Axes) {
    unsigned &Known = Facts.Variables[Variable];
    HasGrown |= (Known | Axes) != Known;
    Known |= Axes;
  }
  void noteUnknown() {
    HasGrown |= !Facts.IsUnknown;
    Facts.IsUnknown = true;
  }
  /// The variable that an lvalue is a part of, shared ones included; null for other memory.
  static const VarDecl *variableOf(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = Subscript->getBase()->IgnoreParens();
      const auto *Decay = dyn_cast<ImplicitCastExpr>(Base);
      return Decay && Decay->getCastKind() == CK_ArrayToPointerDecay ? variableOf(Decay->getSubExpr())
                                                                     : nullptr;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->isArrow() ? nullptr : variableOf(Member->getBase());
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && !Variable->getType()->isReferenceType() &&
                   (Variable->isLocalVarDeclOrParm() || Variable->hasAttr<CUDASharedAttr>())
               ? Variable
               : nullptr;
  }
  /// Somebody may change it at any time from here on.
  void letGo(const Expr *E) {
    if (const VarDecl *Variable = variableOf(E))
      note(Variable, AlongAll);
  }
  void assign(const Expr *To, unsigned Axes) {
    if (const VarDecl *Variable = variableOf(To))
      note(Variable, Axes | Control | visitIndices(To));
  }
  /// What the place within the variable depends on.
  unsigned visitIndices(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return visit(Subscript->getIdx()) | visitIndices(Subscript->getBase());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return visitIndices(Member->getBase());
    return 0;
  }

  unsigned visitChildren(const Stmt *S) {
    unsigned Axes = 0;
    for (const Stmt *Child : S->children())
      Axes |= visit(Child);
    return Axes;
  }
  void visitUnder(unsigned Condition, const Stmt *S) {
    llvm::SaveAndRestore<unsigned> Inner(Control, Control | Condition);
    visit(S);
  }

  /// break, continue and return in a loop decide with their conditions who goes on.
  static bool holdsJump(const Stmt *S) {
    return S && (isa<BreakStmt, ContinueStmt, ReturnStmt>(S) || llvm::any_of(S->children(), holdsJump));
  }
  unsigned conditionsIn(const Stmt *S) {
    if (!S)
      return 0;
    unsigned Axes = 0;
    if (const auto *If = dyn_cast<IfStmt>(S))
      Axes = visit(If->getCond());
    else if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      Axes = visit(Switch->getCond());
    else if (const Expr *Condition = conditionOf(S))
      Axes = visit(Condition);
    for (const Stmt *Child : S->children())
      Axes |= conditionsIn(Child);
    return Axes;
  }
  static const Expr *conditionOf(const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return For->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(Loop))
      return While->getCond();
    const auto *Do = dyn_cast<DoStmt>(Loop);
    return Do ? Do->getCond() : nullptr;
  }
  void visitLoop(const Stmt *Loop, const Stmt *Body) {
    unsigned Condition = visit(conditionOf(Loop)) | (holdsJump(Body) ? conditionsIn(Body) : 0);
    for (const Stmt *Child : Loop->children())
      visitUnder(Condition, Child);
  }

  static bool mayChange(const ParmVarDecl *Parameter) {
    return Parameter->getType()->isReferenceType() &&
           !Parameter->getType().getNonReferenceType().isConstQualified();
  }
  unsigned visitCall(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    unsigned Axes = 0;
    for (const Stmt *Child : Call->children())
      Axes |= visit(Child);
    if (!Callee) {
      noteUnknown();
      return AlongAll;
    }
    // A method's object comes first among an operator's arguments.
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const bool IsOperator = isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic();
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call); Member && Method && !Method->isConst())
      assign(Member->getImplicitObjectArgument(), Axes);
    for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
      const bool IsObject = IsOperator && I == 0;
      const unsigned Number = I - (IsOperator ? 1 : 0);
      const ParmVarDecl *Parameter =
          !IsObject && Number < Callee->getNumParams() ? Callee->getParamDecl(Number) : nullptr;
      if (IsObject ? !Method->isConst() : Parameter && mayChange(Parameter))
        assign(Call->getArg(I), Axes);
    }
    return Axes;
  }

  unsigned visitMember(const MemberExpr *Member) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
    if (!Ref || !isBlockIdx(Ref->getDecl()))
      return visitChildren(Member);
    return axisNamed(Member->getMemberDecl()->getName());
  }
  bool isBlockIdx(const ValueDecl *Declaration) const {
    return indexVariable(Facts.Unit, Declaration) == BlockIdx;
  }

  void declare(const VarDecl *Variable) {
    const Expr *Init = Variable->getInit();
    note(Variable, Control | visit(Init));
    const QualType Type = Variable->getType();
    if (Init && Type->isReferenceType()) {
      note(Variable, AlongAll);
      if (!Type.getNonReferenceType().isConstQualified())
        letGo(Init);
    }
  }

  unsigned visit(const Stmt *S) {
    if (!S)
      return 0;
    if (isa<GotoStmt, IndirectGotoStmt, AsmStmt, LambdaExpr, CXXNewExpr, CXXTryStmt, CXXForRangeStmt>(S)) {
      noteUnknown();
      return AlongAll;
    }
    if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          declare(Variable);
      return 0;
    }
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      visit(If->getInit());
      visit(If->getConditionVariableDeclStmt());
      const unsigned Condition = visit(If->getCond());
      visitUnder(Condition, If->getThen());
      visitUnder(Condition, If->getElse());
      return 0;
    }
    if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      visit(Switch->getInit());
      visit(Switch->getConditionVariableDeclStmt());
      visitUnder(visit(Switch->getCond()), Switch->getBody());
      return 0;
    }
    if (const auto *For = dyn_cast<ForStmt>(S))
      return visitLoop(For, For->getBody()), 0;
    if (const auto *While = dyn_cast<WhileStmt>(S))
      return visitLoop(While, While->getBody()), 0;
    if (const auto *Do = dyn_cast<DoStmt>(S))
      return visitLoop(Do, Do->getBody()), 0;
    if (isa<ReturnStmt>(S)) {
      HasGrown |= (Facts.Returns | Control) != Facts.Returns;
      Facts.Returns |= Control;
    }
    return isa<Expr>(S) ? visitExpression(cast<Expr>(S)) : visitChildren(S);
  }

  unsigned visitExpression(const Expr *E) {
    if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
      const unsigned Axes = visit(Operation->getRHS()) | visit(Operation->getLHS());
      if (Operation->isAssignmentOp())
        assign(Operation->getLHS(), Operation->getOpcode() == BO_Assign ? visit(Operation->getRHS()) : Axes);
      if (Operation->isLogicalOp()) // the right side may be left out
        visitUnder(visit(Operation->getLHS()), Operation->getRHS());
      return Axes;
    }
    if (const auto *Operation = dyn_cast<UnaryOperator>(E)) {
      const unsigned Axes = visit(Operation->getSubExpr());
      if (Operation->isIncrementDecrementOp())
        assign(Operation->getSubExpr(), Axes);
      if (Operation->getOpcode() == UO_AddrOf)
        letGo(Operation->getSubExpr());
      return Axes;
    }
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
      const unsigned Condition = visit(Choice->getCond());
      visitUnder(Condition, Choice->getTrueExpr());
      visitUnder(Condition, Choice->getFalseExpr());
      return visitChildren(E);
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      const VarDecl *Variable = variableOf(E);
      return (Variable ? visitIndices(E) | Facts.of(Variable) : visitChildren(Subscript));
    }
    if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->getCastKind() == CK_ArrayToPointerDecay)
      letGo(Cast->getSubExpr());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return visitMember(Member);
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return visitCall(Call);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (isBlockIdx(Ref->getDecl()))
        return AlongAll;
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      return Variable ? Facts.Variables.lookup(Variable) : isa<BindingDecl>(Ref->getDecl()) ? AlongAll : 0;
    }
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      for (unsigned I = 0; I < std::min(Made->getNumArgs(), Made->getConstructor()->getNumParams()); ++I)
        if (mayChange(Made->getConstructor()->getParamDecl(I)))
          letGo(Made->getArg(I));
    return visitChildren(E);
  }

  BlockDependence &Facts;
  unsigned Control = 0;
  bool HasGrown = false;
};

BlockDependence::BlockDependence(ParsedUnit &Unit, const FunctionDecl *Kernel) : Unit(Unit) {
  while (Walk(*this).run(Kernel->getBody())) {
  }
}

unsigned BlockDependence::of(const VarDecl *Variable) const {
  return IsUnknown ? AlongAll : Variables.lookup(Variable);
}
unsigned BlockDependence::of(const Expr *E) const {
  BlockDependence Known = *this; // which does not grow any more
  return IsUnknown ? AlongAll : Walk(Known).ofExpression(E);
}

} // namespace lorcha
