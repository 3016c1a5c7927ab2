// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around barriers of the grid: the rest of a round, then the loop without its beginning. A loop whose
// rounds all end at a barrier is a branch.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

/// Whether break or continue in the statement leaves or repeats the loop around it.
static bool leavesLoop(const Stmt *S, bool InSwitch = false) {
  if (!S || isa<Expr, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return false;
  if (isa<ContinueStmt>(S) || (isa<BreakStmt>(S) && !InSwitch))
    return true;
  bool Within = InSwitch || isa<SwitchStmt>(S);
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return leavesLoop(Child, Within); });
}

static bool returns(const Stmt *S) {
  return S && !isa<Expr>(S) && (isa<ReturnStmt>(S) || llvm::any_of(S->children(), returns));
}

// --- Loops that are left in their first round

/// Whether threads that run the statement whole wait for the grid in it, whatever happens.
bool BodyPrinter::alwaysStops(const Stmt *S) const {
  if (!S || !Grid || !Grid->contains(S))
    return false;
  if (Grid->numberOf(S))
    return predicateOf(S).empty();
  if (const auto *Compound = dyn_cast<CompoundStmt>(S))
    for (const Stmt *Each : Compound->body()) {
      if (alwaysStops(Each))
        return true;
      if (leavesLoop(Each))
        return false;
    }
  const auto *If = dyn_cast<IfStmt>(S);
  return If && !If->isConstexpr() && If->getElse() && alwaysStops(If->getThen()) &&
         alwaysStops(If->getElse());
}

/// The same for the body of a loop in the predicated form that some thread has entered.
bool BodyPrinter::alwaysStopsWalked(const Stmt *S) const {
  if (!Grid || !Grid->contains(S))
    return false;
  if (Grid->numberOf(S))
    return true;
  const auto *Compound = dyn_cast<CompoundStmt>(S);
  for (const Stmt *Each : Compound ? Compound->body() : CompoundStmt::body_const_range(nullptr, nullptr)) {
    if (alwaysStopsWalked(Each))
      return true;
    if (leavesLoop(Each) || returns(Each))
      return false;
  }
  return false;
}

// --- Loops that are entered in the middle

/// Whether something behind the barrier in the loop's body leaves the loop or goes to its next round.
bool BodyPrinter::restLeavesLoop(size_t Depth) const {
  const std::vector<const Stmt *> &Path = Grid->barrier(Part.Number).Path;
  bool InSwitch = false;
  for (size_t I = Depth + 1; I + 1 < Path.size(); ++I) {
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Path[I]))
      return false;
    InSwitch |= isa<SwitchStmt>(Path[I]);
    const auto *Compound = dyn_cast<CompoundStmt>(Path[I]);
    if (!Compound)
      continue;
    const auto *Entered = llvm::find(Compound->body(), Path[I + 1]);
    for (const auto *Each = std::next(Entered); Each != Compound->body_end(); ++Each)
      if (leavesLoop(*Each, InSwitch))
        return true;
  }
  return false;
}

void BodyPrinter::resumeLoop(const Stmt *S, size_t Depth) {
  const WalkedLoop Loop = partsOf(S);
  noteChanges(S);
  for (const Stmt *Each : Loop.Before)
    redeclareIn(Each);
  if (IsPredicated && !Kernel.Collective.allTake(Instance.Function, Loop.Body)) {
    resumeWalk(Loop, Depth);
  } else if (Loop.Variable || restLeavesLoop(Depth)) {
    resumeRound(Loop, Depth);
  } else {
    line("{");
    blockWith([&] {
      redeclareIn(Loop.Element);
      resume(Depth + 1);
      forgetIn(Loop.Element);
    });
    line("}");
    if (!IsDead && Loop.Step)
      expressionStatement(Loop.Step);
    if (!IsDead)
      rounds(Loop);
  }
  for (const Stmt *Each : Loop.Before)
    forgetIn(Each);
}

/// Prints a loop that is left in its first round in any case; false if it is not one.
bool BodyPrinter::gridLoop(const Stmt *S) {
  if (!isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return false;
  const WalkedLoop Loop = partsOf(S);
  if (Loop.Variable || !alwaysStops(Loop.Body))
    return false;
  line("{");
  blockWith([&] {
    for (const Stmt *Each : Loop.Before)
      if (Each)
        statement(Each);
    if (Loop.TestsLast)
      statement(Loop.Body);
    else
      rounds(Loop);
  });
  line("}");
  return true;
}

/// The loop once more, without its beginning.
void BodyPrinter::rounds(const WalkedLoop &Loop) {
  bool IsOnce = alwaysStops(Loop.Body);
  std::string Test = Loop.Condition ? condition(Loop.Condition).Text : "true";
  std::string Step = Loop.Step && !IsOnce ? effect(Loop.Step).Text : "";
  if (!TemporaryDestructors.empty())
    obstruct(DiagId::NotLowered, Loop.Body->getBeginLoc(),
             "a temporary object with a destructor in the condition of a loop");
  if (IsOnce)
    line("if (" + Test + ") {");
  else
    line("for (; " + Test + ";" + (Step.empty() ? "" : " " + Step) + ") {");
  Scopes.push_back({Scope::Loop, {}});
  blockWith([&] {
    if (Loop.Element)
      statement(Loop.Element);
    if (!IsDead)
      statement(Loop.Body);
  });
  Scopes.pop_back();
  line("}");
  IsDead = false;
}

/// A loop whose first round is the rest of the round that the barrier stands in.
void BodyPrinter::resumeRound(const WalkedLoop &Loop, size_t Depth) {
  std::string First = Locals.fresh("resumes");
  line("bool " + First + " = true;", true);
  std::string Test = Loop.Condition && !Loop.Variable ? condition(Loop.Condition).in(Binding::BitOr) : "true";
  std::string Step = Loop.Step ? effect(Loop.Step).Text : "";
  if (Loop.TestsLast)
    line("do {");
  else
    line("for (; " + First + " || " + Test + ";" + (Step.empty() ? "" : " " + Step) + ") {");
  Scopes.push_back({Scope::Loop, {}});
  blockWith([&] {
    line("if (" + First + ") {");
    blockWith([&] {
      line(First + " = false;");
      redeclareIn(Loop.Element);
      if (Loop.Variable)
        redeclare(Loop.Variable);
      resume(Depth + 1);
      forgetIn(Loop.Element);
      if (Loop.Variable)
        Locals.unwatch(Loop.Variable);
      line("LORCHA_ARM_END;");
    });
    IsDead = false;
    line("} else {");
    blockWith([&] {
      if (Loop.Element)
        statement(Loop.Element);
      if (Loop.Variable) {
        declare(Loop.Variable);
        line("if (!" + condition(Loop.Condition).in(Binding::Unary) + ")");
        line("  break;");
      }
      statement(Loop.Body);
      line("LORCHA_ARM_END;");
    });
    line("}");
  });
  Scopes.pop_back();
  line(Loop.TestsLast ? "} while (" + Test + ");" : "}");
  IsDead = false;
}

/// A loop in the predicated form.
void BodyPrinter::resumeWalk(const WalkedLoop &Loop, size_t Depth) {
  std::string Live = restoreBool("loop"), Round = restoreBool("round");
  Predicates.push_back({Live, Predicate::Loop, true});
  Scopes.push_back({Scope::Loop, {}, true});
  line("{");
  blockWith([&] {
    Predicates.push_back({Round, Predicate::Round, true});
    if (Loop.Variable)
      redeclare(Loop.Variable);
    redeclareIn(Loop.Element);
    resume(Depth + 1);
    forgetIn(Loop.Element);
    if (Loop.Variable)
      Locals.unwatch(Loop.Variable);
    Predicates.pop_back();
    if (Loop.Step && !IsDead)
      walkExpression(Loop.Step, Live);
    if (Loop.TestsLast && !IsDead)
      walkTest(Loop, Live);
  });
  line("}");
  Part.Bools.pop_back();
  Scopes.pop_back();
  Predicates.pop_back();
  if (!IsDead)
    walkRounds(Loop, Live);
  Part.Bools.pop_back();
}

} // namespace lorcha::opencl
