// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/RoundLoads.h"
#include "Operands.h"
#include "RowElements.h"
#include "lorcha/Analysis/ThreadSpans.h"

using namespace clang;

namespace lorcha {

namespace {

/// Rounds whose elements lie no further apart than this: processors find them by themselves.
constexpr uint64_t NearBytes = 2048;

/// What an increment does, as in `a += 16, ++b`.
std::vector<const Expr *> partsOf(const Expr *Increment) {
  Increment = Increment->IgnoreParenImpCasts();
  const auto *Comma = dyn_cast<BinaryOperator>(Increment);
  if (!Comma || Comma->getOpcode() != BO_Comma)
    return {Increment};
  std::vector<const Expr *> Parts = partsOf(Comma->getLHS());
  llvm::append_range(Parts, partsOf(Comma->getRHS()));
  return Parts;
}

/// For one loop of the block that counts.
class RoundFinder {
public:
  RoundFinder(const BarrierRegions &Regions, const KernelUniformity &Kernel, const ForStmt *For)
      : Regions(Regions), Kernel(Kernel), Increment(For->getInc()) {
    const VariableFlow Body = variableFlow({For->getBody()});
    Counters = variableFlow({Increment}).Written;
    for (const VarDecl *Variable : Regions.Once)
      if (!Body.Written.contains(Variable) && !Body.Inner.contains(Variable) &&
          !Regions.Escaping.contains(Variable))
        Lasting.insert(Variable);
  }

  /// Whether another round's counters can be told.
  bool canTell() const {
    return onlyComputes(Increment) && Increment->getBeginLoc().isFileID() &&
           Increment->getEndLoc().isFileID() &&
           llvm::all_of(Counters, [&](const VarDecl *Each) { return Lasting.contains(Each); });
  }
  const VariableSet &counters() const { return Counters; }

  /// The element of the next round, if that lies elsewhere.
  std::optional<ElementAhead> inNextRound(const ArraySubscriptExpr *Element) const {
    Origins Needed(Regions, Kernel, Lasting, Counters);
    Needed.TraverseStmt(const_cast<ArraySubscriptExpr *>(Element));
    if (!Needed.IsKnown || !Needed.UsesCounter || isNear(Element))
      return std::nullopt;
    return ElementAhead{Element, false, Needed.Axes, std::move(Needed.Variables)};
  }

private:
  class Origins : public Operands {
  public:
    Origins(const BarrierRegions &Regions, const KernelUniformity &Kernel, const VariableSet &Outside,
            const VariableSet &Counters)
        : Operands(Regions, Kernel, Outside), Counters(Counters) {}
    bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      UsesCounter |= Variable && Counters.contains(Variable);
      return Operands::VisitDeclRefExpr(Ref);
    }
    bool UsesCounter = false;

  private:
    const VariableSet &Counters;
  };

  /// Whether the next round's element lies plainly a small constant further on.
  bool isNear(const ArraySubscriptExpr *Element) const {
    const uint64_t Bytes = context().getTypeSizeInChars(Element->getType()).getQuantity();
    const VariableSet Mentioned = variableFlow({Element}).Mentioned;
    bool IsMentioned = false;
    for (const VarDecl *Counter : Counters) {
      if (!Mentioned.contains(Counter))
        continue;
      IsMentioned = true;
      if (!isSummand(Element->getBase(), Counter) || !isSummand(Element->getIdx(), Counter) ||
          stepOf(Counter) * Bytes > NearBytes)
        return false;
    }
    return IsMentioned;
  }
  /// Whether a variable is only added, wherever an expression mentions it.
  static bool isSummand(const Expr *E, const VarDecl *Variable) {
    E = E->IgnoreParenImpCasts();
    const auto *Sum = dyn_cast<BinaryOperator>(E);
    if (Sum && Sum->getOpcode() == BO_Add)
      return isSummand(Sum->getLHS(), Variable) && isSummand(Sum->getRHS(), Variable);
    return isa<DeclRefExpr>(E) || !variableFlow({E}).Mentioned.contains(Variable);
  }
  /// How far a counter goes, up or down; far if nobody knows.
  uint64_t stepOf(const VarDecl *Counter) const {
    constexpr uint64_t Far = NearBytes + 1;
    for (const Expr *Part : partsOf(Increment)) {
      if (!variableFlow({Part}).Written.contains(Counter))
        continue;
      Expr::EvalResult Step;
      if (const auto *Unary = dyn_cast<UnaryOperator>(Part); Unary && Unary->isIncrementDecrementOp())
        return 1;
      const Expr *Added = addedTo(Part, Counter);
      bool IsConstant = Added && !Added->isValueDependent() && Added->EvaluateAsInt(Step, context());
      return IsConstant ? Step.Val.getInt().abs().getLimitedValue(Far) : Far;
    }
    return Far;
  }
  const ASTContext &context() const { return Kernel.unit().ast(); }

  const BarrierRegions &Regions;
  const KernelUniformity &Kernel;
  const Expr *Increment;
  VariableSet Counters, Lasting; ///< that change between rounds only
};

/// A loop of the block whose rounds wait: its head; null for other regions.
const ForStmt *waitingLoop(const Region &Node) {
  const auto *For = dyn_cast_or_null<ForStmt>(Node.Kind == RegionKind::Loop ? Node.Statement : nullptr);
  bool Waits = For && For->getInc() && Node.Head == HeadKind::Block &&
               llvm::any_of(Node.Children.front()->Children,
                            [](const auto &Child) { return Child->Kind == RegionKind::Barrier; });
  return Waits ? For : nullptr;
}

void visit(const Region &Node, const BarrierRegions &Regions, const LoopOrder &Order,
           const KernelUniformity &Kernel, std::map<const Region *, RoundLoads> &Found) {
  for (const std::unique_ptr<Region> &Child : Node.Children)
    visit(*Child, Regions, Order, Kernel, Found);
  const ForStmt *For = waitingLoop(Node);
  if (!For)
    return;
  const RoundFinder Finder(Regions, Kernel, For);
  if (!Finder.canTell())
    return;
  RoundLoads Result;
  for (const std::unique_ptr<Region> &Child : Node.Children.front()->Children)
    for (const ArraySubscriptExpr *Element : rowElementsOf(*Child, Order).Loads)
      if (std::optional<ElementAhead> Known = Finder.inNextRound(Element);
          Known && Result.Elements.size() < MostLoads) {
        Result.Elements.push_back(std::move(*Known));
        Result.Last = Child.get();
      }
  if (Result.Elements.empty())
    return;
  Result.Counters.assign(Finder.counters().begin(), Finder.counters().end());
  Found[&Node] = std::move(Result);
}

} // namespace

std::map<const Region *, RoundLoads> findRoundLoads(const BarrierRegions &Regions, const LoopOrder &Order,
                                                    const KernelUniformity &Kernel,
                                                    const FunctionDecl *Function) {
  std::map<const Region *, RoundLoads> Found;
  if (usesRows(Kernel, Function))
    visit(*Regions.Root, Regions, Order, Kernel, Found);
  return Found;
}

} // namespace lorcha
