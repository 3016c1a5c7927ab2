// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which variables the block has once depends on which statements stand between regions, and the other way
// round: the tree is built again with fewer such variables until everything fits.
#include "lorcha/Analysis/BarrierRegions.h"
#include "RegionBuilder.h"
#include "lorcha/Analysis/Butterflies.h"
#include "lorcha/Analysis/LoopStrips.h"
#include "lorcha/Analysis/RimTests.h"
#include "lorcha/Analysis/RoundLoads.h"
#include "lorcha/Analysis/SpanLoads.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Analysis/TileExchanges.h"
#include "lorcha/Analysis/WarpGroups.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

static bool waits(const Region &Node) {
  return Node.Kind == RegionKind::Barrier || !Node.Code.Gives.empty() || !Node.Condition.Gives.empty() ||
         llvm::any_of(Node.Children, [](const std::unique_ptr<Region> &Child) { return waits(*Child); });
}

/// Closes loops that were opened for speed and have come out otherwise. True if there were any.
static bool closeLoops(const Region &Node, LoopOrder &Order) {
  bool Any = false;
  if (Node.Kind == RegionKind::Loop && Node.Head != HeadKind::Block && !waits(Node) &&
      Order.isBetterOutside(Node.Statement) && !Order.isStrided(cast<ForStmt>(Node.Statement))) {
    Order.close(Node.Statement);
    Any = true;
  }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    Any |= closeLoops(*Child, Order);
  return Any;
}

static void closeLanes(const Stmt *S, LoopOrder &Order) {
  if (!S)
    return;
  if (Order.runsInLanes(S))
    Order.close(S);
  for (const Stmt *Child : S->children())
    closeLanes(Child, Order);
}

/// Decides for spans where they fit.
static void chooseSpans(Region &Node, BarrierRegions &Regions, const LoopOrder &Order,
                        const KernelUniformity &Kernel) {
  for (SpanTest &Test : Node.Spans)
    Test.Code.LiveIn = Node.Code.LiveIn;
  if (Node.Kind == RegionKind::Loop && !waits(Node))
    if (const VarDecl *Counter = spanCounter(Node, Regions, Order))
      if (CounterPeriod Period = counterPeriod(Node, Regions, Kernel)) {
        Node.Head = HeadKind::Span;
        Regions.Counters.insert(Counter);
        Regions.CounterPeriods[Counter] = *Period;
      }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    chooseSpans(*Child, Regions, Order, Kernel);
}

/// Whether the expression reads what threads may have changed: memory, and variables that are not local.
static bool looksAtMemory(const Stmt *S, const KernelUniformity &Kernel) {
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue) {
    const Expr *Read = Cast->getSubExpr()->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Read); Member && !Member->isArrow())
      Read = Member->getBase()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Read);
    return !Ref || Ref->getType()->isReferenceType() ||
           (!isPerThread(Ref->getDecl()) && !Kernel.indexVariable(Ref->getDecl()));
  }
  return isa<CallExpr>(S) || llvm::any_of(S->children(), [&](const Stmt *Child) {
           return Child && looksAtMemory(Child, Kernel);
         });
}

/// Finds the votes, and the shuffles whose other arguments the block knows: it can count, or permute, what
/// all have handed in at once.
static void findPrepared(const Region &Node, const BlockVariables &Variables, const KernelUniformity &Kernel,
                         const FunctionDecl *Within, BarrierRegions &Regions) {
  auto IsKnown = [&](const CallExpr *Given) {
    return llvm::all_of(Given->arguments(), [&](const Expr *Argument) {
      return Argument == exchangedValue(Given) || Argument == exchangingGroup(Given) ||
             Variables.isBlockValue(Argument);
    });
  };
  for (const ThreadCode *Code : {&Node.Code, &Node.Condition})
    for (const CallExpr *Given : Code->Gives) {
      if (!Kernel.builtin(Given->getDirectCallee()))
        llvm::copy_if(Given->arguments(), std::inserter(Regions.BlockArguments, Regions.BlockArguments.end()),
                      [&](const Expr *Argument) {
                        return Variables.isBlockValue(Argument) && !looksAtMemory(Argument, Kernel);
                      });
      else if (isVote(Given) ||
               ((isShuffle(Given) || tileOperation(Given, Within) != TileOperation::None) && IsKnown(Given)))
        Regions.Prepared.insert(Given);
    }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    findPrepared(*Child, Variables, Kernel, Within, Regions);
}

static void findTakenOnce(const Region &Node, const WaitingCalls &Waits,
                          std::set<const CallExpr *> &TakenOnce) {
  std::vector<const CallExpr *> Found;
  if (Node.Kind == RegionKind::Once)
    for (const Stmt *S : Node.Code.Statements)
      Waits.collect(S, Found);
  TakenOnce.insert(Found.begin(), Found.end());
  for (const std::unique_ptr<Region> &Child : Node.Children)
    findTakenOnce(*Child, Waits, TakenOnce);
}

/// Whether this is so of a region or of any inside.
static bool isAny(const Region &Node, llvm::function_ref<bool(const Region &)> Is) {
  return Is(Node) ||
         llvm::any_of(Node.Children, [&](const std::unique_ptr<Region> &Child) { return isAny(*Child, Is); });
}

bool BarrierRegions::hasOpenedLoops() const {
  return isAny(*Root, [](const Region &Node) {
    return Node.Kind == RegionKind::Loop || Node.Kind == RegionKind::Lanes;
  });
}

bool BarrierRegions::choosesByPlace() const {
  return isAny(*Root, [](const Region &Node) { return !Node.Spans.empty(); });
}

/// Closes short loops that were opened for tiles but do not go in tiles. True if there were any.
static bool closeUntiled(const Region &Node, const BarrierRegions &Regions, LoopOrder &Order) {
  bool Any = false;
  if (const auto *For = dyn_cast_or_null<ForStmt>(Node.Statement);
      For && Node.Kind == RegionKind::Loop && !waits(Node) && Order.isShortTile(For)) {
    auto Strip = Regions.Strips.find(&Node);
    Any = Strip == Regions.Strips.end() || Strip->second.TileUnits == 0;
    if (Any)
      Order.close(For);
  }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    Any |= closeUntiled(*Child, Regions, Order);
  return Any;
}

/// Small arrays in code that runs well with neighbouring threads side by side: in loops that were put around
/// them for that, and in whatever else suits them.
static VariableSet findSplitArrays(const Region &Root, const LoopOrder &Order) {
  VariableSet Opened, Unsuited;
  std::function<void(const Region &, bool)> Visit = [&](const Region &Node, bool IsOpened) {
    IsOpened |= Node.Kind == RegionKind::Lanes || (Node.Kind == RegionKind::Loop && !waits(Node));
    const bool Suits =
        llvm::all_of(Node.Code.Statements, [&](const Stmt *S) { return Order.suitsNeighbours(S); });
    for (const VarDecl *Variable : Node.Code.Flow.Mentioned)
      if (IsOpened)
        Opened.insert(Variable);
      else if (!Suits)
        Unsuited.insert(Variable);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      Visit(*Child, IsOpened);
  };
  Visit(Root, false);
  VariableSet Result;
  for (const VarDecl *Variable : Order.registers())
    if (Opened.contains(Variable) || !Unsuited.contains(Variable))
      Result.insert(Variable);
  return Result;
}

static BarrierRegions cutInOrder(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                                 const DeviceProgram &Program, const ThreadContexts &Contexts,
                                 LoopOrder &Order) {
  BarrierRegions Result;
  std::optional<BlockVariables> Variables;
  do {
    Variables.emplace(Kernel, Facts, Program, Contexts);
    do {
      Result.Root = buildRegions(Kernel, Facts, *Variables, Order, Result.Obstacle);
      if (!Result.Root)
        return Result;
      computeLiveness(*Result.Root);
    } while (Variables->revise(*Result.Root));
    // A loop that the block cannot count is better left inside.
  } while (closeLoops(*Result.Root, Order));
  Result.Once = Variables->once();
  Result.Repeated = Variables->repeated();
  Result.RepeatedOnce = Variables->repeatedOnce();
  Result.Stages = Variables->stages();
  keepCostlyValues(Result, Order);
  Result.Written = Variables->written();
  for (const ParmVarDecl *Parameter : Facts.function()->parameters())
    if (Variables->isArgument(Parameter))
      Result.Arguments.insert(Parameter);
  Result.Escaping = Variables->escaping();
  VariableSet Stored = Result.Written;
  Stored.insert(Facts.function()->param_begin(), Facts.function()->param_end());
  for (const VarDecl *Variable : Stored)
    if (Order.shapeOf(Variable) == IndexShape::Unit)
      Result.Linear.insert(Variable);
  findPrepared(*Result.Root, *Variables, Kernel, Facts.function(), Result);
  findTakenOnce(*Result.Root, WaitingCalls(Kernel, Order.opened()), Result.TakenOnce);
  chooseSpans(*Result.Root, Result, Order, Kernel);
  Result.LosesThreads = anyReturns(*Result.Root);
  Result.Transposed = Order.transposed();
  Result.Copies = sharedCopies(Result, Order);
  for (const SharedCopy &Copy : Result.Copies)
    Result.Transposed.remove(Copy.Array);
  Result.SplitArrays = findSplitArrays(*Result.Root, Order);
  Result.Strips = findStrips(Result, Facts, Order);
  Result.Warps = findWarpGroups(Kernel, Result);
  Result.Loads = findSpanLoads(Result, Order);
  Result.LoadsOfRounds = findRoundLoads(Result, Order, Kernel, Facts.function());
  bool IsKernel = Facts.function()->hasAttr<CUDAGlobalAttr>();
  Result.Rims = findRims(Result, Order, Kernel, IsKernel);
  if (IsKernel) {
    Result.Butterflies = findButterflies(Result, Order, Kernel, Facts.function());
    Result.WholeRim = findWholeRim(Result, Order, Kernel, Facts.function());
    Result.First = findFirstLoads(Result, Order, Kernel, Facts.function());
  }
  return Result;
}

BarrierRegions cutAtBarriers(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                             const DeviceProgram &Program, const ThreadContexts &Contexts,
                             const OpenedFunctions *Opened, bool WithLanes) {
  LoopOrder Order(Kernel, Facts, hasRows(Kernel, Facts.function()) && WithLanes, Opened);
  if (!WithLanes) {
    closeLanes(Facts.function()->getBody(), Order);
    Order.keepBranches();
  }
  while (true) {
    BarrierRegions Result = cutInOrder(Kernel, Facts, Program, Contexts, Order);
    if (Result.Obstacle || !closeUntiled(*Result.Root, Result, Order))
      return Result;
  }
}

std::vector<const Stmt *> BarrierRegions::valueOf(const VarDecl *Variable) const {
  std::vector<const Stmt *> Result;
  if (Variable->getInit())
    Result.push_back(Variable->getInit());
  if (auto Behind = Stages.find(Variable); Behind != Stages.end())
    llvm::append_range(Result, Behind->second);
  return Result;
}

CodeVariables BarrierRegions::variablesOf(const ThreadCode &Code) const {
  CodeVariables Result;
  VariableSet Wanted = Code.Flow.Mentioned;
  for (size_t I = 0; I < Wanted.size(); ++I) { // grows by what repeated initialisations mention
    const VarDecl *Variable = Wanted[I];
    bool IsDeclared = Code.Flow.Declared.contains(Variable);
    if (!IsDeclared && Repeated.contains(Variable) && !RepeatedOnce.contains(Variable)) {
      VariableFlow Flow = variableFlow(valueOf(Variable));
      Wanted.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    }
  }
  for (const VarDecl *Variable : Wanted) {
    bool IsDeclared = Code.Flow.Declared.contains(Variable);
    bool IsChanged = Code.Flow.Written.contains(Variable) || IsDeclared;
    if (Code.Flow.Inner.contains(Variable) || Arguments.contains(Variable))
      continue;
    if (Counters.contains(Variable)) {
      if (!IsDeclared)
        Result.Counters.insert(Variable);
      continue;
    }
    if (Once.contains(Variable)) {
      if (Code.Flow.Written.contains(Variable) && !IsDeclared)
        Result.Fresh.insert(Variable);
      continue;
    }
    if (Repeated.contains(Variable))
      continue;
    if (!IsDeclared)
      (Code.LiveIn.contains(Variable) ? Result.Restored : Result.Fresh).insert(Variable);
    if (IsChanged && Code.LiveOut.contains(Variable))
      Result.Kept.insert(Variable);
  }
  for (const VarDecl *Variable : Repeated)
    if (Wanted.contains(Variable) && !Code.Flow.Declared.contains(Variable) &&
        !Code.Flow.Inner.contains(Variable) && !RepeatedOnce.contains(Variable))
      Result.Repeated.insert(Variable);
  return Result;
}

} // namespace lorcha
