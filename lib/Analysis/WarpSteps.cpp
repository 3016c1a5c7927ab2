// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/WarpSteps.h"
#include "JointSteps.h"
#include "LaneElements.h"
#include "WarpStepWriter.h"
#include "lorcha/Analysis/PollingLoops.h"
#include "clang/Analysis/CFG.h"
#include <functional>

using namespace clang;

namespace lorcha {

namespace {

/// What a place in a function does to shared memory. Call: of a function with a volatile pointer to it.
enum class EventKind { Load, Store, Call, Barrier };

struct Event {
  EventKind Kind;
  const VarDecl *Root = nullptr;
  const Expr *Access = nullptr; ///< the glvalue; of a call the argument
  const Expr *Whole = nullptr;  ///< of a store: the assignment; of a call: the call

  bool isVolatile() const { return Kind == EventKind::Call || Access->getType().isVolatileQualified(); }
};

/// The stores of one function that others rely on to happen in step.
class FunctionSteps {
public:
  FunctionSteps(ParsedUnit &Unit, SharedRoots &Roots, const FunctionDecl *Function, const ParentMap &Parents)
      : Unit(Unit), Roots(Roots), Function(Function), Elements(Unit, Roots, Parents), Joint(Parents) {}

  /// By assignment, in the order of the text, and behind other statements.
  WarpStepPlaces find() {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Graph = CFG::buildCFG(Function, Function->getBody(), &Unit.ast(), Options);
    if (!Graph || !collect() ||
        llvm::any_of(pollingLoops(Unit, patternOf(Function)), std::mem_fn(&PollingLoop::isForBlock)))
      return {};
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I < Events[Block].size(); ++I)
        if (Events[Block][I].Kind == EventKind::Store)
          Steps[Events[Block][I].Whole].After = needsStepBehind(Block, I);
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I < Events[Block].size(); ++I)
        if (Events[Block][I].Kind == EventKind::Load)
          noteOverwriting(Block, I);
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I < Events[Block].size(); ++I)
        noteOtherStrides(Block, I);
    WarpStepPlaces Result;
    for (const auto &[Store, Around] : Steps)
      if (Around.Before || Around.Within || Around.After)
        Result.Stores.push_back({Store, Around});
    Result.Behind = Joint.places();
    return Result;
  }

private:
  // --- What happens

  /// Whether there is a store.
  bool collect() {
    bool HasStore = false;
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>()) {
          addEvents(Statement->getStmt(), Events[Block]);
          HasStore |= !Events[Block].empty() && Events[Block].back().Kind == EventKind::Store;
        }
    return HasStore;
  }

  void addEvents(const Stmt *S, std::vector<Event> &Result) {
    if (const auto *Cast = dyn_cast<CastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue) {
      if (const VarDecl *Root = Roots.of(Cast->getSubExpr()))
        Result.push_back({EventKind::Load, Root, Cast->getSubExpr(), Cast});
    } else if (const auto *Operator = dyn_cast<BinaryOperator>(S); Operator && Operator->isAssignmentOp()) {
      if (const VarDecl *Root = Roots.of(Operator->getLHS()))
        Result.push_back({EventKind::Store, Root, Operator->getLHS(), Operator});
    } else if (const auto *Step = dyn_cast<UnaryOperator>(S); Step && Step->isIncrementDecrementOp()) {
      if (const VarDecl *Root = Roots.of(Step->getSubExpr()))
        Result.push_back({EventKind::Store, Root, Step->getSubExpr(), Step});
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(S)) {
      if (Made->getConstructor()->isCopyOrMoveConstructor())
        addObject(EventKind::Load, Made->getArg(0), Made, Result);
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S); Call && Call->isAssignmentOp()) {
      if (Call->getNumArgs() == 2)
        addObject(EventKind::Load, Call->getArg(1), Call, Result);
      addObject(EventKind::Store, Call->getArg(0), Call, Result);
    } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
      addCall(Call, Result);
    }
  }

  /// An object of a class that is copied or assigned.
  void addObject(EventKind Kind, const Expr *Object, const Expr *Whole, std::vector<Event> &Result) {
    if (const VarDecl *Root = Object->isGLValue() ? Roots.of(Object) : nullptr)
      Result.push_back({Kind, Root, Object, Whole});
  }

  void addCall(const CallExpr *Call, std::vector<Event> &Result) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return;
    if (waits(Callee))
      Result.push_back({EventKind::Barrier});
    for (const Expr *Argument : Call->arguments()) {
      const QualType Pointee = Argument->getType()->getPointeeType();
      if (!Pointee.isNull() && Pointee.isVolatileQualified())
        if (const VarDecl *Root = Roots.ofPointee(Argument))
          Result.push_back({EventKind::Call, Root, Argument, Call});
    }
  }

  /// Whether a call is a barrier or an exchange, or of a function of which one is a statement.
  bool waits(const FunctionDecl *Callee) {
    if (Unit.isOurs(Callee)) {
      const BuiltinEntry *Row = rowOf(Callee);
      return Row && Row->Effect >= BuiltinEffect::BlockBarrier;
    }
    const auto *Body = Callee->hasBody(Callee) ? dyn_cast<CompoundStmt>(Callee->getBody()) : nullptr;
    return Body && llvm::any_of(Body->body(), [&](const Stmt *S) {
             const auto *Call = dyn_cast<CallExpr>(S);
             const FunctionDecl *Called = Call ? Call->getDirectCallee() : nullptr;
             return Called && Unit.isOurs(Called) && waits(Called);
           });
  }

  // --- What follows what

  /// Calls Visit with every event of the same variable that comes behind event I, up to the next barrier on
  /// each way. Visit returns whether to go on behind the event. True: the function may end before a barrier.
  template <class VisitT> bool followFrom(const CFGBlock *Block, size_t I, VisitT Visit) {
    const VarDecl *Root = Events[Block][I].Root;
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    std::vector<std::pair<const CFGBlock *, size_t>> Open{{Block, I + 1}};
    bool ReachesEnd = false;
    while (!Open.empty()) {
      auto [Current, First] = Open.back();
      Open.pop_back();
      const std::vector<Event> &Here = Events[Current];
      bool GoesOn = true;
      for (size_t J = First; GoesOn && J < Here.size(); ++J)
        GoesOn = Here[J].Kind != EventKind::Barrier && (Here[J].Root != Root || Visit(Here[J]));
      if (!GoesOn)
        continue;
      ReachesEnd |= Current == &Graph->getExit();
      for (const CFGBlock *Next : Current->succs())
        if (Next && Seen.insert(Next).second)
          Open.push_back({Next, 0});
    }
    return ReachesEnd;
  }

  bool mayMeet(const Event &Read, const Event &Write) {
    return Elements.mayMeet(Read.Access, Write.Access, Read.isVolatile() && Write.isVolatile(), Write.Whole);
  }

  bool needsStepBehind(const CFGBlock *Block, size_t I) {
    const Event &Store = Events[Block][I];
    bool IsWanted = false;
    const bool ReachesEnd = followFrom(Block, I, [&](const Event &Later) {
      IsWanted |= Later.Kind != EventKind::Store && mayMeet(Later, Store);
      return !IsWanted;
    });
    return IsWanted || (ReachesEnd && isa<ParmVarDecl>(Store.Root) && Store.isVolatile() &&
                        !Elements.isRetried(Store.Whole));
  }

  /// Notes the stores, and calls that may store, that must not happen before all lanes have done this load.
  void noteOverwriting(const CFGBlock *Block, size_t I) {
    const Event &Load = Events[Block][I];
    followFrom(Block, I, [&](const Event &Later) {
      if (Later.Kind == EventKind::Load)
        return true;
      StoreSteps &Around = Steps[Later.Whole];
      const bool IsWithin = isWithin(Load.Whole, Later.Whole);
      if ((mayMeet(Load, Later) && !Elements.isAbove(Load.Access, Later.Access)) ||
          (IsWithin && Elements.isCommon(Load.Access, Later.Access, Later.Whole)))
        (IsWithin ? Around.Within : Around.Before) = true;
      return !Around.After;
    });
  }

  /// Notes what others must have read, or written, before any lane does this.
  void noteOtherStrides(const CFGBlock *Block, size_t I) {
    const auto IsAccess = [](const Event &E) {
      return E.Kind == EventKind::Load || E.Kind == EventKind::Store;
    };
    const Event &First = Events[Block][I];
    if (!IsAccess(First))
      return;
    followFrom(Block, I, [&](const Event &Later) {
      const Event &Store = First.Kind == EventKind::Store ? First : Later;
      if (IsAccess(Later) && Store.Kind == EventKind::Store &&
          Elements.differInStride(First.Access, Later.Access))
        Joint.add(First.Whole, Later.Whole, Store.Whole);
      return true;
    });
  }

  static bool isWithin(const Stmt *Inner, const Stmt *Outer) {
    return Inner == Outer || llvm::any_of(Outer->children(),
                                          [&](const Stmt *Child) { return Child && isWithin(Inner, Child); });
  }

  ParsedUnit &Unit;
  SharedRoots &Roots;
  const FunctionDecl *Function;
  LaneElements Elements;
  JointSteps Joint;
  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const CFGBlock *, std::vector<Event>> Events;
  llvm::MapVector<const Expr *, StoreSteps> Steps;
};

} // namespace

std::map<std::string, std::string> writeOutWarpSteps(ParsedUnit &Unit, std::set<std::string> &Macros) {
  SharedRoots Roots(Unit);
  if (!Roots.hasSharedStores())
    return {};
  WarpStepWriter Writer(Unit, Macros);
  for (const FunctionDecl *Function : Roots.functions()) {
    ParentMap Parents(Function->getBody());
    Writer.write(FunctionSteps(Unit, Roots, Function, Parents).find(), Parents);
  }
  return Writer.texts();
}

} // namespace lorcha
