// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/WarpGroups.h"

using namespace clang;

namespace lorcha {

/// What the step of a loop makes of its counter; nothing for steps that are not looked through.
static std::optional<llvm::APSInt> stepped(const Expr *Step, const VarDecl *Counter, llvm::APSInt Value,
                                           const ASTContext &Context) {
  Step = Step->IgnoreParens();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Step); Unary && Unary->isIncrementDecrementOp())
    return rootVariable(Unary->getSubExpr()) == Counter
               ? std::optional(Unary->isIncrementOp() ? ++Value : --Value)
               : std::nullopt;
  const auto *Operation = dyn_cast<CompoundAssignOperator>(Step);
  Expr::EvalResult By;
  if (!Operation || rootVariable(Operation->getLHS()) != Counter ||
      !Operation->getRHS()->EvaluateAsInt(By, Context))
    return std::nullopt;
  llvm::APSInt Right = By.Val.getInt().extOrTrunc(Value.getBitWidth());
  Right.setIsSigned(Value.isSigned());
  switch (Operation->getOpcode()) {
  case BO_AddAssign:
    return Value + Right;
  case BO_SubAssign:
    return Value - Right;
  case BO_MulAssign:
    return Value * Right;
  case BO_DivAssign:
    return Right == 0 ? std::nullopt : std::optional(Value / Right);
  case BO_ShlAssign:
    return Value << static_cast<unsigned>(Right.getLimitedValue(31));
  case BO_ShrAssign:
    return Value >> static_cast<unsigned>(Right.getLimitedValue(31));
  default:
    return std::nullopt;
  }
}

/// Whether a loop makes a constant number of rounds, and few.
static bool hasFewRounds(const Stmt *Loop, const ASTContext &Context) {
  constexpr unsigned Most = 8;
  const auto *For = dyn_cast<ForStmt>(Loop);
  const auto *Declared = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  const auto *Counter =
      Declared && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  Expr::EvalResult Init, Bound;
  const auto *Test =
      For ? dyn_cast_or_null<BinaryOperator>(For->getCond() ? For->getCond()->IgnoreParenImpCasts() : nullptr)
          : nullptr;
  if (!Counter || !Test || !For->getInc() || !Test->isComparisonOp() || !Counter->getInit() ||
      !Counter->getType()->isIntegerType() || !Counter->getInit()->EvaluateAsInt(Init, Context) ||
      rootVariable(Test->getLHS()->IgnoreParenImpCasts()) != Counter ||
      !Test->getRHS()->EvaluateAsInt(Bound, Context) ||
      variableFlow({For->getBody()}).Written.contains(Counter))
    return false;
  llvm::APSInt Value = Init.Val.getInt();
  for (unsigned Round = 0; Round <= Most; ++Round) {
    int Order = llvm::APSInt::compareValues(Value, Bound.Val.getInt());
    BinaryOperatorKind Opcode = Test->getOpcode();
    bool GoesOn = Opcode == BO_LT   ? Order < 0
                  : Opcode == BO_LE ? Order <= 0
                  : Opcode == BO_GT ? Order > 0
                  : Opcode == BO_GE ? Order >= 0
                  : Opcode == BO_NE ? Order != 0
                                    : Order == 0;
    if (!GoesOn)
      return true;
    std::optional<llvm::APSInt> Next = stepped(For->getInc(), Counter, Value, Context);
    if (!Next)
      return false;
    Value = *Next;
  }
  return false;
}

namespace {

using Children = std::vector<std::unique_ptr<Region>>;

class GroupFinder {
public:
  GroupFinder(const KernelUniformity &Kernel, const BarrierRegions &Regions)
      : Kernel(Kernel), Regions(Regions) {}

  void visit(const Region &Node) {
    if (Node.Kind == RegionKind::Sequence)
      group(Node.Children);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      if (!Grouped.count(Child.get()))
        visit(*Child);
  }
  std::map<const Region *, WarpGroup> Found;

private:
  /// Not steps: the warps of a block do theirs together.
  bool isOfWarp(const CallExpr *Call) const {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
    return Builtin && Builtin->Effect == BuiltinEffect::WarpOp && Builtin->CudaName != "lorchaWarpStep";
  }

  /// Whether the block's variables that a statement changes are its own: each warp runs it for itself.
  bool changesOwnOnly(const Stmt *S) const {
    VariableFlow Flow = variableFlow({S});
    return llvm::all_of(Flow.Written, [&](const VarDecl *Variable) {
      return !Regions.Once.contains(Variable) || Flow.Declared.contains(Variable) ||
             Flow.Inner.contains(Variable);
    });
  }

  bool fitsInside(const Region &Node) const {
    return (Node.Kind == RegionKind::Once && Node.Code.Flow.Leaves.empty()) || fits(Node);
  }
  bool fits(const Region &Node) const {
    bool AllFit = llvm::all_of(Node.Children, [&](const auto &Child) { return fitsInside(*Child); });
    switch (Node.Kind) {
    case RegionKind::Threads:
      return Node.Code.Flow.Leaves.empty() && llvm::all_of(Node.Code.Gives, [&](const CallExpr *Given) {
               return Regions.Prepared.count(Given) && isOfWarp(Given);
             });
    case RegionKind::Barrier:
      return isOfWarp(cast<CallExpr>(withoutCleanups(Node.Statement)->IgnoreParens()));
    case RegionKind::Sequence:
      return AllFit && takersFit(Node.Children);
    case RegionKind::If:
    case RegionKind::Loop:
      return AllFit && Node.Head == HeadKind::Block && !Node.LosesThreads && !Node.SkipsRounds &&
             !Regions.Strips.count(&Node) && changesOwnOnly(Node.Statement);
    default:
      return false;
    }
  }
  /// Whether regions that take what was handed in follow those that fit.
  static bool takersFit(const Children &All) { return All.empty() || All.back()->Code.Gives.empty(); }

  static bool exchanges(const Region &Node) {
    return !Node.Code.Gives.empty() ||
           llvm::any_of(Node.Children, [](const auto &Child) { return exchanges(*Child); });
  }
  /// One lane of each warp does it.
  static bool isOfOneLane(const Region &Node) {
    return llvm::any_of(Node.Spans, [](const SpanTest &Test) { return Test.Modulus != 0; });
  }

  /// Which of the children may stand in a group: those who hand in together with those who take.
  std::vector<bool> fitting(const Children &All) const {
    std::vector<bool> Fits;
    for (const std::unique_ptr<Region> &Child : All)
      Fits.push_back(fits(*Child));
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (size_t I = 0; I < All.size(); ++I)
        if (!All[I]->Code.Gives.empty() && (I + 1 == All.size() || Fits[I] != Fits[I + 1])) {
          Changed |= Fits[I] || (I + 1 < All.size() && Fits[I + 1]);
          Fits[I] = false;
          if (I + 1 < All.size())
            Fits[I + 1] = false;
        }
    }
    return Fits;
  }

  void group(const Children &All) {
    std::vector<bool> Fits = fitting(All);
    for (size_t I = 0; I < All.size(); ++I) {
      if (!Fits[I] || !exchanges(*All[I]))
        continue;
      size_t End = I + 1; // behind the last one
      for (size_t Next = End; Next < All.size() && Fits[Next]; ++Next)
        if (exchanges(*All[Next]) || !All[Next - 1]->Code.Gives.empty() ||
            (Next == End && isOfOneLane(*All[Next])))
          End = Next + 1;
      WarpGroup &New = Found[All[I].get()];
      New.Last = All[End - 1].get();
      for (; I < End; ++I) {
        Grouped.insert(All[I].get());
        collect(*All[I], New);
      }
      --I;
    }
  }

  void collect(const Region &Node, WarpGroup &Group) const {
    if (Node.Kind == RegionKind::Threads) {
      Group.Codes.push_back(&Node.Code);
      Group.Exchanges.insert(Group.Exchanges.end(), Node.Code.Gives.begin(), Node.Code.Gives.end());
    }
    if (Node.Kind == RegionKind::Loop && hasFewRounds(Node.Statement, Kernel.unit().ast()))
      Group.Short.insert(&Node);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      collect(*Child, Group);
  }

  const KernelUniformity &Kernel;
  const BarrierRegions &Regions;
  std::set<const Region *> Grouped;
};

} // namespace

std::map<const Region *, WarpGroup> findWarpGroups(const KernelUniformity &Kernel,
                                                   const BarrierRegions &Regions) {
  GroupFinder Walk(Kernel, Regions);
  Walk.visit(*Regions.Root);
  return std::move(Walk.Found);
}

} // namespace lorcha
