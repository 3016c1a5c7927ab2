// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ElementUses.h"

using namespace clang;

namespace lorcha {

void ElementUses::visit(const Region &Node) {
  switch (Node.Kind) {
  case RegionKind::Threads:
    for (const Stmt *S : Node.Code.Statements)
      visitStatement(S, &Node.Code);
    for (const CallExpr *Given : Node.Code.Gives)
      visitStatement(Given, nullptr);
    for (const SpanTest &Test : Node.Spans)
      visitCode(Test.Code);
    return;
  case RegionKind::Lanes:
    return visitStatement(Node.Statement, nullptr);
  default:
    visitCode(Node.Code);
    for (const ThreadCode *Head : {&Node.Init, &Node.Condition, &Node.Increment})
      visitCode(*Head);
    visitBlockHead(Node.Statement);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child);
  }
}

void ElementUses::visitCode(const ThreadCode &Code) {
  for (const Stmt *S : Code.Statements)
    visitStatement(S, nullptr);
}
/// Conditions that keep their text stand in no code.
void ElementUses::visitBlockHead(const Stmt *S) {
  if (const auto *If = dyn_cast_or_null<IfStmt>(S))
    visitExpression(If->getCond());
  else if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(S))
    visitExpression(Switch->getCond());
  else if (const auto *While = dyn_cast_or_null<WhileStmt>(S))
    visitExpression(While->getCond());
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(S))
    visitExpression(Do->getCond());
  else if (const auto *For = dyn_cast_or_null<ForStmt>(S))
    for (const Stmt *Part : {For->getInit(), static_cast<const Stmt *>(For->getCond()),
                             static_cast<const Stmt *>(For->getInc())})
      visitStatement(Part, nullptr);
}

static bool isBodyOf(const Stmt *S, const Stmt *Outer) {
  if (const auto *If = dyn_cast<IfStmt>(Outer))
    return S == If->getThen() || S == If->getElse();
  if (const auto *For = dyn_cast<ForStmt>(Outer))
    return S == For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Outer))
    return S == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Outer))
    return S == Do->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(Outer))
    return S == Case->getSubStmt();
  return isa<CompoundStmt, LabelStmt, AttributedStmt>(Outer);
}

/// Code: where assignments may be left out; null where not.
void ElementUses::visitStatement(const Stmt *S, const ThreadCode *Code) {
  const auto *Assignment = dyn_cast_or_null<BinaryOperator>(S);
  const VarDecl *Array =
      Assignment && Assignment->getOpcode() == BO_Assign ? elementOf(Assignment->getLHS()) : nullptr;
  if (Array && Code && S->getBeginLoc().isFileID() && S->getEndLoc().isFileID()) {
    Fills.push_back({Code, {Array, Assignment}});
    visitIndices(Assignment->getLHS());
    visitExpression(Assignment->getRHS());
  } else if (S && isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, SwitchStmt, SwitchCase, LabelStmt,
                      AttributedStmt>(S)) {
    for (const Stmt *Child : S->children())
      isa_and_nonnull<Expr>(Child) && !isBodyOf(Child, S) ? visitExpression(Child)
                                                          : visitStatement(Child, Code);
  } else {
    visitExpression(S);
  }
}

/// The candidate of which E is an element; null if it is none.
const VarDecl *ElementUses::elementOf(const Expr *E) const {
  E = E->IgnoreParens();
  if (!isa<ArraySubscriptExpr>(E) || !E->getType()->isArithmeticType())
    return nullptr;
  while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    E = Subscript->getBase()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && Candidates.contains(Variable) ? Variable : nullptr;
}
void ElementUses::visitIndices(const Expr *E) {
  E = E->IgnoreParens();
  while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    visitExpression(Subscript->getIdx());
    E = Subscript->getBase()->IgnoreParenImpCasts();
  }
}

void ElementUses::visitExpression(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
    if (const VarDecl *Array = elementOf(Cast->getSubExpr())) {
      Loaded.insert(Array);
      return visitIndices(Cast->getSubExpr());
    }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()); Variable && Candidates.contains(Variable))
      Misused.insert(Variable);
  for (const Stmt *Child : S->children())
    visitExpression(Child);
}

} // namespace lorcha
