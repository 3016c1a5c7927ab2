// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionBuilder.h"
#include "WaitingCalls.h"
#include "lorcha/Analysis/LoopParts.h"
#include "lorcha/Analysis/ObjectBarriers.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

namespace {

class RegionBuilder {
public:
  RegionBuilder(const KernelUniformity &Kernel, const FunctionUniformity &Facts, BlockVariables &Variables,
                const LoopOrder &Order)
      : Kernel(Kernel), Facts(Facts), Variables(Variables), Order(Order), Waits(Kernel, Order.opened()) {}

  std::unique_ptr<Region> build(std::optional<RegionObstacle> &Failure) {
    auto Root = std::make_unique<Region>();
    Root->Kind = RegionKind::Sequence;
    Root->Statement = Facts.function()->getBody();
    sequence(*Root, Facts.function()->getBody());
    Failure = std::move(Obstacle);
    return Failure ? nullptr : std::move(Root);
  }

private:
  struct Target {
    const Stmt *Statement;
    Region *Loop;
  };

  void fail(llvm::StringRef Reason, const Stmt *S) {
    if (!Obstacle)
      Obstacle = RegionObstacle{Reason.str(), S->getBeginLoc()};
  }

  /// Whether a branch that all threads take together leaves a loop or the kernel.
  bool leavesTogether(const Stmt *S) const {
    if (const auto *Compound = dyn_cast<CompoundStmt>(S)) // case 0: { ...; break; }
      return llvm::any_of(Compound->body(),
                          [&](const Stmt *Each) { return isUniformLeave(Each) || leavesTogether(Each); });
    if (!isa<IfStmt>(S) || Facts.controlWithin(S) != Uniformity::Block ||
        Facts.of(conditionOf(S)) != Uniformity::Block)
      return false;
    return !variableFlow({S}).Leaves.empty();
  }

  /// Whether the statement is, or holds in its branch, a loop that runs better around the loop over threads.
  bool opens(const Stmt *S) const {
    if (const auto *Compound = dyn_cast_or_null<CompoundStmt>(S))
      return llvm::any_of(Compound->body(), [&](const Stmt *Each) { return opens(Each); });
    if (const auto *If = dyn_cast_or_null<IfStmt>(S))
      return !If->getElse() && !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() &&
             If->getBeginLoc().isFileID() && variableFlow({If}).Leaves.empty() && opens(If->getThen());
    return Order.isBetterOutside(S) || Order.runsInLanes(S);
  }

  /// The tests of a branch that is better off as a region of its own.
  std::vector<SpanTest> spanOf(const Stmt *S) const {
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || InMask || Order.keepsBranches())
      return {};
    VariableSet Known = Variables.repeated(), Once = Variables.once();
    Known.insert(Once.begin(), Once.end());
    for (const ParmVarDecl *Parameter : Facts.function()->parameters())
      if (Variables.isArgument(Parameter))
        Known.insert(Parameter);
    return spanTests(If, Order, Known, Variables.escaping());
  }

  static bool isLoop(const Stmt *S) { return isa<ForStmt, WhileStmt, DoStmt>(S); }

  static bool isOnlyBarrier(const Stmt *S, const CallExpr *Cut) {
    return isa<Expr>(S) && withoutCleanups(S)->IgnoreParens() == Cut && Cut->getType()->isVoidType();
  }

  Region &add(Region &Parent, RegionKind Kind, const Stmt *S) {
    Parent.Children.push_back(std::make_unique<Region>());
    Region &New = *Parent.Children.back();
    New.Kind = Kind;
    New.Statement = S;
    return New;
  }

  void addPlain(Region &Parent, RegionKind Kind, const Stmt *S) {
    if (Parent.Children.empty() || Parent.Children.back()->Kind != Kind ||
        !Parent.Children.back()->Spans.empty())
      add(Parent, Kind, nullptr);
    Parent.Children.back()->Code.Statements.push_back(S);
  }

  void sequence(Region &Parent, const Stmt *Body) {
    if (const auto *Compound = dyn_cast_or_null<CompoundStmt>(Body)) {
      for (const Stmt *S : Compound->body())
        element(Parent, S);
    } else if (Body) {
      element(Parent, Body);
    }
    for (std::unique_ptr<Region> &Child : Parent.Children) {
      if (Child->Kind == RegionKind::Threads)
        finishThreads(*Child);
      else if (Child->Kind == RegionKind::Once)
        Child->Code.Flow = variableFlow(Child->Code.Statements);
    }
  }

  void element(Region &Parent, const Stmt *S) {
    while (const auto *Case = dyn_cast<SwitchCase>(S)) {
      if (Targets.empty() || !isa<SwitchStmt>(Targets.back().Statement))
        break;
      addPlain(Parent, RegionKind::Once, nullptr); // the label stays between regions
      Parent.Children.back()->Code.Statements.pop_back();
      S = Case->getSubStmt();
    }
    const CallExpr *Cut = Waits.find(S);
    if (const auto *Attributed = dyn_cast<AttributedStmt>(S);
        Attributed && (Cut || opens(Attributed->getSubStmt())) && isLoop(Attributed->getSubStmt()))
      return loop(Parent, Attributed->getSubStmt(), Attributed);
    if (Cut && isOnlyBarrier(S, Cut) && !Waits.isBlockCall(Cut)) {
      barrier(Parent, S, Cut);
    } else if (Cut && isa<Expr, DeclStmt, ReturnStmt, IfStmt>(S) && exchange(Parent, S)) {
      return;
    } else if (Cut || leavesTogether(S) || opens(S)) {
      structure(Parent, S, Cut);
    } else if (std::vector<SpanTest> Tests = spanOf(S); !Tests.empty()) {
      Region &New = add(Parent, RegionKind::Threads, nullptr);
      New.Code.Statements.push_back(S);
      New.Spans = std::move(Tests);
      for (SpanTest &Test : New.Spans)
        Test.Code = code(Test.Condition);
    } else if (isa<LabelStmt>(S)) {
      fail("label between barriers", S);
    } else {
      bool IsOnce = BlockVariables::isDeclaration(S) || (Variables.isOnce(S) && !InMask) || isUniformLeave(S);
      addPlain(Parent, IsOnce ? RegionKind::Once : RegionKind::Threads, S);
    }
  }

  /// A break, continue or return that all threads come to.
  bool isUniformLeave(const Stmt *S) const {
    if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Return->getRetValue())
      return false; // each thread has a value of its own
    return isa<BreakStmt, ContinueStmt, ReturnStmt>(S) && Facts.controlWithin(S) == Uniformity::Block &&
           !InMask;
  }

  void barrier(Region &Parent, const Stmt *S, const CallExpr *Cut) {
    const FunctionDecl *Callee = Cut->getDirectCallee();
    const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
    if (!Builtin)
      return fail("barrier in a called function", S);
    if (Builtin->Effect == BuiltinEffect::WarpOp && Waits.worksTogether(Cut))
      return fail("matrix function of a warp", S);
    if (waitsForObject(Kernel, Cut)) {
      if (!Partial)
        Partial = findPartialUse(Kernel);
      if (*Partial)
        return fail("wait for an object of libcu++: " + (*Partial)->Reason, S);
      if (!onlyWaits(Cut))
        return fail("wait for an object of libcu++ in a statement that does more", S);
    }
    if (Builtin->Effect == BuiltinEffect::GridBarrier || Waits.mayBeGridBarrier(Cut))
      return fail("barrier of what may be the grid", S);
    add(Parent, RegionKind::Barrier, S).IsForGrid = Waits.isGridBarrier(Cut);
  }

  void structure(Region &Parent, const Stmt *S, const CallExpr *Cut) {
    if (isa<CompoundStmt>(S)) {
      sequence(add(Parent, RegionKind::Sequence, S), S);
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      branch(Parent, If);
    } else if (isLoop(S)) {
      loop(Parent, S, nullptr);
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      choice(Parent, Switch);
    } else {
      fail("barrier inside a statement", Cut ? static_cast<const Stmt *>(Cut) : S);
    }
  }

  /// Methods with barriers are run for the whole block: on one object.
  bool checkObjects(llvm::ArrayRef<const CallExpr *> Found) {
    for (const CallExpr *Call : Found)
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call); Member && Waits.isBlockCall(Call))
        if (!Variables.isBlockObject(Member->getImplicitObjectArgument())) {
          fail("barrier in a method of an object of the thread's own", Call);
          return false;
        }
    return true;
  }

  /// A region that hands in what the statement asks others for, and the statement.
  bool exchange(Region &Parent, const Stmt *S) {
    std::vector<const CallExpr *> Found;
    if (!Waits.collect(S, Found) || !checkObjects(Found))
      return false;
    if (Parent.Children.empty() || Parent.Children.back()->Kind != RegionKind::Threads ||
        !Parent.Children.back()->Spans.empty()) // where not all hand in
      add(Parent, RegionKind::Threads, S);
    const bool IsOnce = !InMask && Variables.isOnce(S) &&
                        llvm::all_of(Found, [&](const CallExpr *Call) { return Waits.isBlockCall(Call); });
    Parent.Children.back()->Code.Gives = std::move(Found);
    if (!IsOnce)
      add(Parent, RegionKind::Threads, nullptr);
    addPlain(Parent, IsOnce ? RegionKind::Once : RegionKind::Threads, S);
    return true;
  }

  /// Those who come here are the ones to agree.
  HeadKind headFor(const Expr *Condition) const {
    return Condition && Facts.of(Condition) != Uniformity::Block ? HeadKind::Masked : HeadKind::Thread;
  }

  /// Whether all variables that the head changes are declared under the innermost mask, so that no thread
  /// that sits out can see them.
  bool isInsideMask(const ForStmt *For) const {
    if (!Mask)
      return true;
    SourceManager &SM = Kernel.unit().sources();
    std::vector<const Stmt *> Parts;
    for (const Stmt *Part : {For->getInit(), static_cast<const Stmt *>(For->getInc())})
      if (Part)
        Parts.push_back(Part);
    VariableFlow Flow = variableFlow(Parts);
    return llvm::all_of(Flow.Written, [&](const VarDecl *Variable) {
      return SM.isBeforeInTranslationUnit(Mask->getBeginLoc(), Variable->getLocation());
    });
  }

  static ThreadCode code(const Stmt *S) {
    ThreadCode Code;
    if (S)
      Code.Statements.push_back(S);
    Code.Flow = variableFlow(Code.Statements);
    return Code;
  }

  /// Fills in the condition of a branch or loop. What threads exchange in it, they hand in before.
  void condition(Region &New, const Expr *Condition) {
    New.Condition = code(Condition);
    if (!Condition || !Waits.find(Condition))
      return;
    if (!Waits.collect(Condition, New.Condition.Gives) || !checkObjects(New.Condition.Gives))
      fail("barrier in a condition", Waits.find(Condition));
    else if (Condition->getBeginLoc().isMacroID())
      fail("barrier in a condition that a macro makes", Condition);
  }

  void branch(Region &Parent, const IfStmt *If) {
    if (If->getInit() || If->getConditionVariable())
      return fail("barrier under a condition that declares a variable", If);
    if (If->isConstexpr())
      return fail("barrier under a constexpr condition", If);
    Region &New = add(Parent, RegionKind::If, If);
    condition(New, If->getCond());
    New.Head = headFor(If->getCond());
    if (New.Head == HeadKind::Thread && New.Condition.Gives.empty() && Variables.isBlockValue(If->getCond()))
      New.Head = HeadKind::Block;
    if (New.Head == HeadKind::Masked && Waits.find(If->getThen()) && Waits.find(If->getElse()))
      return fail("barrier in both branches of a thread-dependent condition", If->getCond());
    llvm::SaveAndRestore<bool> Saved(InMask, InMask || New.Head == HeadKind::Masked);
    llvm::SaveAndRestore<const Stmt *> SavedMask(Mask, New.Head == HeadKind::Masked ? If : Mask);
    sequence(add(New, RegionKind::Sequence, If->getThen()), If->getThen());
    if (If->getElse())
      sequence(add(New, RegionKind::Sequence, If->getElse()), If->getElse());
  }

  /// Attributes: the loop with what stands before it ("#pragma unroll"); null if nothing does.
  void loop(Region &Parent, const Stmt *S, const AttributedStmt *Attributes) {
    if (Order.runsInLanes(S))
      return lanes(Parent, S, Attributes);
    const auto *For = dyn_cast<ForStmt>(S);
    const Expr *Condition = conditionOf(S);
    bool Declares = (For && For->getConditionVariable()) ||
                    (isa<WhileStmt>(S) && cast<WhileStmt>(S)->getConditionVariable());
    if (Declares)
      return fail("barrier under a condition that declares a variable", S);
    if (For)
      for (const Stmt *Part : {For->getInit(), static_cast<const Stmt *>(For->getInc())})
        if (const CallExpr *Cut = Waits.find(Part))
          return fail("barrier in a loop's head", Cut);
    Region &New = add(Parent, RegionKind::Loop, S);
    New.Attributes = Attributes;
    New.Init = code(For ? For->getInit() : nullptr);
    condition(New, Condition);
    New.Increment = code(For ? For->getInc() : nullptr);
    New.Head = Facts.exits(S) == Uniformity::Block ? headFor(Condition) : HeadKind::Masked;
    if (New.Head == HeadKind::Thread && New.Condition.Gives.empty() &&
        (!Condition || Variables.isBlockValue(Condition)) &&
        (!For || (Variables.isOnce(For->getInit()) && Variables.isOnce(For->getInc()) && isInsideMask(For))))
      New.Head = HeadKind::Block;
    Targets.push_back({S, &New});
    {
      llvm::SaveAndRestore<bool> Saved(InMask, InMask || New.Head == HeadKind::Masked);
      llvm::SaveAndRestore<const Stmt *> SavedMask(Mask, New.Head == HeadKind::Masked ? S : Mask);
      sequence(add(New, RegionKind::Sequence, bodyOfLoop(S)), bodyOfLoop(S));
    }
    Targets.pop_back();
    if (New.LosesThreads)
      New.Head = HeadKind::Masked;
  }

  void lanes(Region &Parent, const Stmt *S, const AttributedStmt *Attributes) {
    Region &New = add(Parent, RegionKind::Lanes, S);
    New.Attributes = Attributes;
    New.Head = HeadKind::Masked;
    if (const auto *For = dyn_cast<ForStmt>(S)) {
      New.Counter = Order.counterOf(For);
      if (!New.countsOwnVariable())
        New.Init = code(For->getInit());
    }
    New.Code.Statements.push_back(S);
    New.Code.Flow = flowOfRounds(S, New.Counter);
    New.IsPlain = Order.hasPlainRounds(S);
  }

  void choice(Region &Parent, const SwitchStmt *Switch) {
    const auto *Body = dyn_cast<CompoundStmt>(Switch->getBody());
    if (headFor(Switch->getCond()) == HeadKind::Masked || InMask ||
        Facts.controlWithin(Switch->getBody()) != Uniformity::Block)
      return fail("barrier in a thread-dependent switch", Switch);
    if (!Body || Switch->getInit() || Switch->getConditionVariable() || Waits.find(Switch->getCond()))
      return fail("barrier in a switch that declares a variable or waits in its condition", Switch);
    Region &New = add(Parent, RegionKind::Switch, Switch);
    New.Condition = code(Switch->getCond());
    New.Head = Variables.isBlockValue(Switch->getCond()) ? HeadKind::Block : HeadKind::Thread;
    Targets.push_back({Switch, &New});
    sequence(add(New, RegionKind::Sequence, Body), Body);
    Targets.pop_back();
  }

  /// Notes what leaves from inside the region.
  void finishThreads(Region &Threads) {
    std::vector<const Stmt *> All = Threads.Code.Statements;
    for (const CallExpr *Given : Threads.Code.Gives) {
      if (Waits.isBlockCall(Given))
        All.insert(All.end(), Given->arg_begin(), Given->arg_end());
      else if (const Expr *Value = exchangedValue(Given))
        All.push_back(Value);
    }
    Threads.Code.Flow = variableFlow(All);
    for (const Stmt *Leave : Threads.Code.Flow.Leaves) {
      if (Leave->getBeginLoc().isMacroID())
        return fail("return or break inside a macro", Leave);
      if (isa<ReturnStmt>(Leave)) {
        Threads.LosesThreads = true;
        continue;
      }
      for (size_t I = Targets.size(); I-- > 0;) {
        if (isa<SwitchStmt>(Targets[I].Statement)) {
          if (isa<ContinueStmt>(Leave))
            continue;
          return fail("thread-dependent break in a switch with barriers", Leave);
        }
        (isa<BreakStmt>(Leave) ? Targets[I].Loop->LosesThreads : Targets[I].Loop->SkipsRounds) = true;
        break;
      }
    }
  }

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  BlockVariables &Variables;
  const LoopOrder &Order;
  WaitingCalls Waits;
  std::optional<RegionObstacle> Obstacle;
  /// What keeps waits for objects of libcu++ from being barriers of the block; looked for when there is one.
  std::optional<std::optional<PartialUse>> Partial;
  std::vector<Target> Targets;
  bool InMask = false;
  const Stmt *Mask = nullptr; ///< the innermost branch or loop that each thread decides
};

} // namespace

std::unique_ptr<Region> buildRegions(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                                     BlockVariables &Variables, const LoopOrder &Order,
                                     std::optional<RegionObstacle> &Obstacle) {
  return RegionBuilder(Kernel, Facts, Variables, Order).build(Obstacle);
}

} // namespace lorcha
