// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements. Every body gets braces. Where C++ runs destructors (the end of a block, break, continue,
// return), so does the text.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

void BodyPrinter::line(const std::string &Text, bool IsDeclaration) {
  std::vector<std::string> Pending = std::move(Declarations);
  Declarations.clear();
  if (EndsInLabel && (IsDeclaration || !Pending.empty())) { // a label must stand before a statement
    Out += std::string(2 * Indent, ' ') + ";\n";
    ++CurrentLine;
  }
  EndsInLabel = false;
  for (const std::string &Each : Pending) {
    Out += std::string(2 * Indent, ' ') + Each + "\n";
    ++CurrentLine;
  }
  Out += std::string(2 * Indent, ' ') + Text + "\n";
  CurrentLine += 1 + llvm::StringRef(Text).count('\n');
}

/// A label, one level less deep than the statements around it.
void BodyPrinter::labelLine(const std::string &Text) {
  --Indent;
  line(Text);
  ++Indent;
  EndsInLabel = true;
}

void BodyPrinter::lineAt(SourceLocation Location) {
  if (!Unit.Options.LineDirectives || Location.isInvalid())
    return;
  SourceManager &SM = Context.getSourceManager();
  PresumedLoc At = SM.getPresumedLoc(SM.getExpansionLoc(Location));
  if (At.isInvalid() || (At.getLine() == CurrentLine && CurrentFile == At.getFilename()))
    return;
  CurrentLine = At.getLine();
  CurrentFile = At.getFilename();
  Out += fmt::format("#line {} {}\n", CurrentLine, quoted(CurrentFile));
}

void BodyPrinter::flushTemporaryDestructors() {
  std::vector<std::string> Steps = std::move(TemporaryDestructors);
  TemporaryDestructors.clear();
  for (const std::string &Step : llvm::reverse(Steps))
    line(Step + ";");
}

/// Destructors of the scopes from the innermost one down to Down, which stays or goes.
void BodyPrinter::runDestructors(size_t Down, bool Pops) {
  for (size_t I = Scopes.size(); I > Down; --I)
    for (const std::string &Step : llvm::reverse(Scopes[I - 1].Destructors))
      line(Step + ";");
  if (Pops)
    Scopes.resize(Down);
}

void BodyPrinter::blockWith(llvm::function_ref<void()> Inside) {
  ++Indent;
  Scopes.push_back({Scope::Block, {}});
  Inside();
  runDestructors(Scopes.size() - 1, /*Pops=*/true);
  if (EndsInLabel)
    line(";");
  --Indent;
}

void BodyPrinter::statements(const Stmt *S) {
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(S);
  if (S && !Compound)
    return statement(S);
  if (!Compound)
    return;
  startSittingOut(labelsToSitOutFor(Compound));
  for (const Stmt *Each : Compound->body()) {
    if (isa<SwitchCase>(Each)) // reached from the head of the switch
      IsDead = false;
    endSittingOut(Each);
    if (!IsDead)
      statement(Each);
  }
}

void BodyPrinter::block(const Stmt *S) {
  blockWith([&] { statements(S); });
}

void BodyPrinter::expressionStatement(const Expr *E) {
  const Expr *Bare = E->IgnoreParens();
  if (const auto *Full = dyn_cast<FullExpr>(Bare))
    return expressionStatement(Full->getSubExpr());
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(Bare);
      Conditional && E->getType()->isVoidType()) {
    std::string Test = condition(Conditional->getCond()).Text;
    line("if (" + Test + ") {");
    blockWith([&] { expressionStatement(Conditional->getTrueExpr()); });
    line("} else {");
    blockWith([&] { expressionStatement(Conditional->getFalseExpr()); });
    return line("}");
  }
  if (const auto *Cast = dyn_cast<CastExpr>(Bare); Cast && Cast->getCastKind() == CK_ToVoid)
    return expressionStatement(Cast->getSubExpr());
  if (const auto *Constant = dyn_cast<IntegerLiteral>(Bare); Constant && E->getType()->isIntegerType())
    return;
  if (const auto *Comma = dyn_cast<BinaryOperator>(Bare); Comma && Comma->getOpcode() == BO_Comma) {
    expressionStatement(Comma->getLHS());
    return expressionStatement(Comma->getRHS());
  }
  std::string Text = effect(Bare).Text;
  if (Text != "(void)0" && Text != "0")
    line(Text + ";");
  flushTemporaryDestructors();
}

/// Where all threads together leave an arm that holds collective operations, or leave such a function early,
/// through Exit: see LORCHA_ARM_END.
void BodyPrinter::leaveArm(const Stmt *Exit) {
  bool Waits = isa<ReturnStmt>(Exit)
                   ? Scopes.size() > 1 && Kernel.Collective.contains(Instance.Function->getBody())
                   : WaitingArms != 0;
  if (Waits && Kernel.Collective.allTake(Instance.Function, Exit))
    line("LORCHA_ARM_END;");
}

/// An arm of a branch that all threads take together.
void BodyPrinter::arm(const Stmt *S) {
  bool Waits = Kernel.Collective.contains(S);
  WaitingArms += Waits;
  blockWith([&] {
    statements(S);
    if (Waits && !IsDead)
      line("LORCHA_ARM_END;");
  });
  WaitingArms -= Waits;
}

void BodyPrinter::arms(const IfStmt *S, const std::string &Test) {
  line("if (" + Test + ") {");
  arm(S->getThen());
  bool IsThenDead = IsDead;
  IsDead = false;
  if (S->getElse()) {
    line("} else {");
    arm(S->getElse());
  }
  IsDead &= IsThenDead;
  line("}");
}

void BodyPrinter::ifStatement(const IfStmt *S, bool FollowsElse) {
  if (S->isConstexpr()) {
    auto Chosen = S->getNondiscardedCase(Context);
    line("{");
    blockWith([&] {
      if (S->getInit())
        statement(S->getInit());
      if (Chosen && *Chosen)
        statement(*Chosen);
    });
    return line("}");
  }
  if (S->getInit() || S->getConditionVariable()) {
    line("{");
    blockWith([&] {
      if (S->getInit())
        statement(S->getInit());
      if (S->getConditionVariable())
        declare(S->getConditionVariable());
      arms(S, condition(S->getCond()).Text);
    });
    return line("}");
  }
  std::string Test = condition(S->getCond()).Text;
  if (!TemporaryDestructors.empty()) {
    std::string Name = temporary(Context.BoolTy, "condition", false);
    line(Name + " = " + Test + ";");
    flushTemporaryDestructors();
    Test = Name;
  }
  arms(S, Test);
}

void BodyPrinter::switchStatement(const SwitchStmt *S) {
  bool IsWrapped = S->getInit() || S->getConditionVariable();
  auto Inside = [&] {
    if (S->getInit())
      statement(S->getInit());
    if (S->getConditionVariable())
      declare(S->getConditionVariable());
    line("switch (" + value(S->getCond()).Text + ") {");
    Scopes.push_back({Scope::Switch, {}});
    arm(S->getBody());
    Scopes.pop_back();
    IsDead = false;
    line("}");
  };
  if (!IsWrapped)
    return Inside();
  line("{");
  blockWith(Inside);
  line("}");
}

void BodyPrinter::returnStatement(const ReturnStmt *S) {
  if (leaveWalk(S, 0))
    return;
  const Expr *E = S->getRetValue();
  bool HasDestructors = llvm::any_of(Scopes, [](const Scope &Each) { return !Each.Destructors.empty(); });
  if (!E || E->getType()->isVoidType()) {
    if (E)
      expressionStatement(E);
    runDestructors(0, /*Pops=*/false);
    leaveArm(S);
    Part.MayEnd = true;
    return line("return;");
  }
  QualType Type = Instance.Function->getReturnType();
  Code Value = Type->isReferenceType() ? place(E).address() : value(E);
  leaveArm(S);
  if (!HasDestructors && TemporaryDestructors.empty())
    return line("return " + Value.in(Binding::Assign) + ";");
  std::string Name = temporary(Type, "result", false, spaceOf(Instance.Result));
  line(Name + " = " + Value.in(Binding::Assign) + ";");
  flushTemporaryDestructors();
  runDestructors(0, /*Pops=*/false);
  line("return " + Name + ";");
}

void BodyPrinter::statement(const Stmt *S) {
  if (Grid && Grid->numberOf(S)) {
    lineAt(S->getBeginLoc());
    return stop(S);
  }
  if (Grid)
    noteChanges(S);
  if (IsPredicated && !InPlain)
    return walk(S);
  statementAsIs(S);
}

void BodyPrinter::statementAsIs(const Stmt *S) {
  if (!isa<CompoundStmt, DeclStmt, SwitchCase, LabelStmt>(S))
    lineAt(S->getBeginLoc());
  if (Grid && Grid->contains(S) && gridLoop(S))
    return;
  switch (S->getStmtClass()) {
  case Stmt::CompoundStmtClass:
    line("{");
    block(S);
    return line("}");
  case Stmt::DeclStmtClass:
    for (const Decl *D : llvm::cast<DeclStmt>(S)->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        declare(Variable);
    return;
  case Stmt::NullStmtClass:
    return;
  case Stmt::IfStmtClass:
    return ifStatement(llvm::cast<IfStmt>(S), false);
  case Stmt::WhileStmtClass:
    return whileStatement(llvm::cast<WhileStmt>(S));
  case Stmt::DoStmtClass:
    return doStatement(llvm::cast<DoStmt>(S));
  case Stmt::ForStmtClass:
    return forStatement(llvm::cast<ForStmt>(S));
  case Stmt::CXXForRangeStmtClass:
    return rangeFor(llvm::cast<CXXForRangeStmt>(S));
  case Stmt::SwitchStmtClass:
    return switchStatement(llvm::cast<SwitchStmt>(S));
  case Stmt::ReturnStmtClass:
    return returnStatement(llvm::cast<ReturnStmt>(S));
  case Stmt::AttributedStmtClass:
    LoopAttributes = llvm::cast<AttributedStmt>(S);
    return statement(LoopAttributes->getSubStmt());
  case Stmt::CaseStmtClass: {
    const auto *Case = llvm::cast<CaseStmt>(S);
    labelLine("case " + value(Case->getLHS()).Text + ":");
    if (Case->getRHS())
      obstruct(DiagId::NotLowered, S->getBeginLoc(), "a range of cases");
    return statement(Case->getSubStmt());
  }
  case Stmt::DefaultStmtClass:
    labelLine("default:");
    return statement(llvm::cast<DefaultStmt>(S)->getSubStmt());
  case Stmt::LabelStmtClass:
    labelLine(llvm::cast<LabelStmt>(S)->getDecl()->getNameAsString() + ":");
    return statement(llvm::cast<LabelStmt>(S)->getSubStmt());
  case Stmt::GotoStmtClass:
    if (llvm::any_of(Scopes, [](const Scope &Each) { return !Each.Destructors.empty(); }))
      obstruct(DiagId::NotLowered, S->getBeginLoc(), "'goto' where objects have destructors");
    if (jumpWalk(llvm::cast<GotoStmt>(S)))
      return;
    return line("goto " + llvm::cast<GotoStmt>(S)->getLabel()->getNameAsString() + ";");
  case Stmt::BreakStmtClass:
  case Stmt::ContinueStmtClass: {
    bool IsBreak = isa<BreakStmt>(S);
    size_t Down = Scopes.size();
    while (Down > 0 &&
           (Scopes[Down - 1].What == Scope::Block || (!IsBreak && Scopes[Down - 1].What == Scope::Switch)))
      --Down;
    if (leaveWalk(S, Down))
      return;
    runDestructors(Down, /*Pops=*/false);
    leaveArm(S);
    return line(IsBreak ? "break;" : "continue;");
  }
  default:
    break;
  }
  if (const auto *E = dyn_cast<Expr>(S))
    return expressionStatement(E);
  obstruct(DiagId::NotLowered, S->getBeginLoc(),
           std::string("a statement of the kind ") + S->getStmtClassName());
}

} // namespace lorcha::opencl
