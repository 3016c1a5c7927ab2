// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The phases of a kernel with barriers of the grid. What stands before a barrier is printed as it is, and
// ends there; what comes behind it begins with the rest of the statement that the barrier stands in, from the
// inside out:
//   for (int i = 0; i < n; ++i) {       {
//     a(i);                               int i = *LORCHA_SLOT(int, 0);
//     grid.sync();                        {
//     b(i);                                 b(i);
//   }                                     }
//   c();                                  ++i;
//                                         if (i < n) {
//                                           a(i);
//                                           ... keep i, return ...
//                                         }
//                                       }
//                                       c();
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

static const Stmt *withoutLabels(const Stmt *S) {
  while (const auto *Case = dyn_cast<SwitchCase>(S))
    S = Case->getSubStmt();
  return S;
}

static bool holdsLabels(const Stmt *S) {
  if (!S || isa<Expr, SwitchStmt>(S))
    return false;
  return isa<SwitchCase>(S) || llvm::any_of(S->children(), holdsLabels);
}

// --- Ends

/// Of what is printed of the statement itself: in one that holds a barrier, its head.
void BodyPrinter::noteChanges(const Stmt *S) {
  llvm::SmallVector<const Stmt *, 4> Printed(1, S);
  if (Grid->contains(S)) {
    Printed.clear();
    if (isa<CompoundStmt>(S))
      return;
    for (const Stmt *Child : S->children())
      if (Child && isa<Expr, DeclStmt>(Child))
        Printed.push_back(Child);
  }
  for (const VarDecl *Variable : variableFlow(Printed).Written)
    Changed.insert(Variable);
}

void BodyPrinter::defer(DeferredLine Line) {
  Line.Indent = Indent;
  Part.Deferred.push_back(std::move(Line));
  line("\x01" + std::to_string(Part.Deferred.size() - 1) + "\x01", true);
  CurrentLine = 0; // nobody knows how many lines it becomes
}

void BodyPrinter::stop(const Stmt *Barrier) {
  const unsigned Number = Grid->numberOf(Barrier);
  std::string P = predicateOf(Barrier);
  PhaseStop Stop = {Number, {}, {}, Part.Bools};
  for (const VarDecl *Variable : Grid->barrier(Number).InScope)
    (Locals.isWatched(Variable) ? Stop.Restored : Stop.Fresh).insert(Variable);
  const bool IsSure = P.empty() || Predicates.back().HasTakers;
  if (!IsSure) {
    // Blocks none of whose threads come here go on.
    Needs.Library.insert("sync");
    needContext(OpenClExchange);
    line("if (lorcha_syncthreads_or(lorchaContext, true, " + P + ")) {");
    ++Indent;
  }
  Part.Stops.push_back(std::move(Stop));
  defer({DeferredLine::Stop, 0, nullptr, "", static_cast<unsigned>(Part.Stops.size() - 1)});
  line("LORCHA_GRID_STOP(" + std::to_string(Number) + ");");
  line("LORCHA_ARM_END;");
  line("return;");
  if (!IsSure) {
    --Indent;
    line("}");
  }
  IsDead = IsSure;
}

// --- Beginnings

/// Declares what the phase before has declared.
void BodyPrinter::redeclare(const VarDecl *Variable) {
  if (!Variable || !isPerThread(Variable) || isFoldedVariable(Context, Variable))
    return;
  if (Grid->isRepeatable(Variable)) {
    std::string Before = std::move(Out);
    Out.clear();
    CurrentLine = 0;
    unsigned Outer = Indent;
    Indent = 0;
    TextNeeds Needed = std::move(Needs);
    Needs = TextNeeds();
    Locals.IsQuiet = true;
    declare(Variable);
    Locals.IsQuiet = false;
    std::swap(Needed, Needs);
    RepeatNeeds.push_back(std::move(Needed));
    Indent = Outer;
    std::string Text = std::move(Out);
    Out = std::move(Before);
    Locals.watch(Variable);
    return defer({DeferredLine::Repeat, 0, Variable, Text, static_cast<unsigned>(RepeatNeeds.size() - 1)});
  }
  Locals.watch(Variable);
  defer({DeferredLine::Restore, 0, Variable, ""});
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Bound : Decomposition->bindings())
      redeclare(Bound->getHoldingVar());
  if (Variable->needsDestruction(Context) != QualType::DK_none)
    registerDestructor(Variable); // which names it
}

void BodyPrinter::redeclareIn(const Stmt *S) {
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *Each : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Each))
        redeclare(Variable);
}

/// What was declared in the block that ends means something else from now on.
void BodyPrinter::forgetIn(const Stmt *S) {
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *Each : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Each)) {
        Locals.unwatch(Variable);
        if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
          for (const BindingDecl *Bound : Decomposition->bindings())
            if (Bound->getHoldingVar())
              Locals.unwatch(Bound->getHoldingVar());
      }
}

std::string BodyPrinter::restoreBool(llvm::StringRef Word) {
  std::string Name = Word == "takes" ? "lorcha_takes" : Locals.fresh(Word);
  defer({DeferredLine::RestoreBool, 0, nullptr, Name, static_cast<unsigned>(Part.Bools.size())});
  Part.Bools.push_back(Name);
  return Name;
}

/// Steps from Path[Depth] to what it holds.
void BodyPrinter::resume(size_t Depth) {
  const std::vector<const Stmt *> &Path = Grid->barrier(Part.Number).Path;
  const Stmt *S = Path[Depth];
  if (Depth + 1 == Path.size())
    return;
  if (isa<AttributedStmt, SwitchCase>(S))
    return resume(Depth + 1);
  line("{");
  blockWith([&] {
    if (const auto *Compound = dyn_cast<CompoundStmt>(S))
      return resumeSequence(Compound, Depth);
    if (const auto *If = dyn_cast<IfStmt>(S))
      return resumeIf(If, Depth);
    if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      return resumeSwitch(Switch, Depth);
    resumeLoop(S, Depth);
  });
  line("}");
}

void BodyPrinter::resumeSequence(const CompoundStmt *S, size_t Depth) {
  const Stmt *Entered = Grid->barrier(Part.Number).Path[Depth + 1];
  bool IsBehind = false;
  for (const Stmt *Each : S->body()) {
    if (Each == Entered) {
      resume(Depth + 1);
      IsBehind = true;
    } else if (!IsBehind) {
      redeclareIn(Each);
    } else if (!IsDead) {
      statement(Each);
    }
  }
  for (const Stmt *Each : S->body())
    forgetIn(Each);
}

void BodyPrinter::resumeIf(const IfStmt *S, size_t Depth) {
  const Stmt *Entered = Grid->barrier(Part.Number).Path[Depth + 1];
  redeclareIn(S->getInit());
  if (S->getConditionVariable())
    redeclare(S->getConditionVariable());
  auto All = [&](const Stmt *Arm) { return !Arm || Kernel.Collective.allTake(Instance.Function, Arm); };
  if (S->isConstexpr() || !IsPredicated || (All(S->getThen()) && All(S->getElse()))) {
    resume(Depth + 1);
  } else {
    std::string Then = restoreBool("branch"), Else = S->getElse() ? restoreBool("branch") : "";
    bool IsElse = Entered == S->getElse();
    Predicates.push_back({IsElse ? Else : Then, Predicate::Branch, true});
    resume(Depth + 1);
    Predicates.pop_back();
    if (!IsElse && S->getElse() && !IsDead) {
      Predicates.push_back({Else, Predicate::Branch});
      line("{");
      block(S->getElse());
      line("}");
      Predicates.pop_back();
    }
    Part.Bools.resize(Part.Bools.size() - (S->getElse() ? 2 : 1));
  }
  forgetIn(S->getInit());
  if (S->getConditionVariable())
    Locals.unwatch(S->getConditionVariable());
}

/// The rest of the case and those that it falls into; break still leaves it.
void BodyPrinter::resumeSwitch(const SwitchStmt *S, size_t Depth) {
  const std::vector<const Stmt *> &Path = Grid->barrier(Part.Number).Path;
  redeclareIn(S->getInit());
  if (S->getConditionVariable())
    redeclare(S->getConditionVariable());
  const auto *Body = dyn_cast<CompoundStmt>(S->getBody());
  if (!Body || (IsPredicated && !Kernel.Collective.allTake(Instance.Function, Body)))
    return obstruct(DiagId::GridBarrierNotSplit, S->getBeginLoc(),
                    "it stands in a switch that only some threads reach");
  line("switch (0) {");
  Scopes.push_back({Scope::Switch, {}});
  labelLine("default:");
  line("{");
  blockWith([&] {
    bool IsBehind = false;
    for (const Stmt *Each : Body->body()) {
      const Stmt *Bare = withoutLabels(Each);
      if (holdsLabels(Bare))
        obstruct(DiagId::GridBarrierNotSplit, Each->getBeginLoc(),
                 "it stands in a switch with labels in blocks");
      if (Each == Path[Depth + 2]) {
        resume(Depth + 2);
        IsBehind = true;
      } else if (!IsBehind) {
        redeclareIn(Bare);
      } else if (!IsDead) {
        statement(Bare);
      }
    }
    for (const Stmt *Each : Body->body())
      forgetIn(withoutLabels(Each));
    IsDead = false;
    line("LORCHA_ARM_END;");
  });
  line("}");
  Scopes.pop_back();
  line("}");
}

void BodyPrinter::printPhase(const GridBarriers &Barriers, unsigned Number,
                             const std::set<unsigned> &WrittenParameters, OpenClKernel &Description) {
  Grid = &Barriers;
  Part.Number = Number;
  needContext(OpenClGridBarrier);
  Needs.Library.insert("grid");
  startKernel(WrittenParameters, Description);
  for (const ParmVarDecl *Parameter : Instance.Function->parameters())
    if (Number && Grid->isWritten(Parameter)) {
      Locals.watch(Parameter);
      RestoredParameters.push_back(Parameter);
    }
  printBody();
  Part.MayEnd |= !IsDead;
}

} // namespace lorcha::opencl
