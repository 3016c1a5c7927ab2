// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A strip is worth its text while the unrolled rounds stay small; the weight of a body is how many
// operations a thread does in a round.
#include "lorcha/Analysis/LoopStrips.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// The most that a thread does in a strip, in operations.
constexpr int64_t MostWeight = 400;
constexpr unsigned MostRounds = 8;
/// Several of them fit into every counter.
constexpr int64_t MostStep = 1 << 20;
/// Four rows at once are four times as much text.
constexpr int64_t MostJoinedWeight = 200;

class StripFinder {
public:
  StripFinder(const BarrierRegions &Regions, const FunctionUniformity &Facts, const LoopOrder &Order)
      : Regions(Regions), Facts(Facts), Order(Order) {}

  void visit(const Region &Node, std::map<const Region *, LoopStrip> &Found) const {
    if (std::optional<LoopStrip> Strip = stripOf(Node))
      Found.emplace(&Node, *Strip);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child, Found);
  }

private:
  std::optional<LoopStrip> stripOf(const Region &Node) const {
    const auto *For = Node.Kind == RegionKind::Loop ? dyn_cast<ForStmt>(Node.Statement) : nullptr;
    if (!For || Node.Head != HeadKind::Block || Node.LosesThreads || Node.SkipsRounds)
      return std::nullopt;
    const Region &Body = *Node.Children.front();
    if (Body.Children.size() != 1 || Body.Children.front()->Kind != RegionKind::Threads)
      return std::nullopt;
    const ThreadCode &Code = Body.Children.front()->Code;
    if (Code.Statements.empty() || !Code.Gives.empty() || !Code.Flow.Leaves.empty() ||
        choosesFewThreads(Code.Statements))
      return std::nullopt;
    // Bodies that only compute wait for their own results: vectors of other threads, which compilers put
    // between rounds that are short, help more.
    if (llvm::none_of(Code.Statements, [](const Stmt *S) { return loads(S); }))
      return std::nullopt;
    for (const VarDecl *Variable : Code.Flow.Declared)
      if (Regions.Once.contains(Variable))
        return std::nullopt; // declared again behind the region
    std::optional<LoopStrip> Strip = countedBy(For, Code);
    if (!Strip || llvm::any_of(Code.Flow.Declared, [&](const VarDecl *Variable) {
          return Variable->getName() == Strip->Counter->getName();
        }))
      return std::nullopt;
    int64_t Weight = 0;
    for (const Stmt *S : Code.Statements)
      Weight += weight(S);
    Strip->Rounds = MostRounds;
    while (Strip->Rounds > 1 && Weight * Strip->Rounds > MostWeight)
      Strip->Rounds /= 2;
    // What rows store one after the other might be the same element.
    Strip->JoinsRows = Weight * Strip->Rounds <= MostJoinedWeight &&
                       llvm::none_of(Regions.variablesOf(Code).Restored,
                                     [&](const VarDecl *Each) { return Regions.Linear.contains(Each); }) &&
                       llvm::none_of(Code.Statements, [&](const Stmt *S) { return stores(S); });
    return Strip->Rounds > 1 ? Strip : std::nullopt;
  }

  /// The counter, its constant step, and the bound, which does not change in the loop.
  std::optional<LoopStrip> countedBy(const ForStmt *For, const ThreadCode &Code) const {
    const auto *Condition =
        For->getCond() && For->getInc() ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParens()) : nullptr;
    if (!Condition || !Condition->isRelationalOp())
      return std::nullopt;
    const auto *Ref = dyn_cast<DeclRefExpr>(Condition->getLHS()->IgnoreParenImpCasts());
    const auto *Counter = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const ASTContext &Context = Facts.function()->getASTContext();
    if (!Counter || !Regions.Once.contains(Counter) || Code.Flow.Written.contains(Counter) ||
        Regions.Escaping.contains(Counter) || !Counter->getType()->isIntegerType() ||
        Context.getTypeSize(Counter->getType()) < Context.getTypeSize(Context.IntTy))
      return std::nullopt;
    const Expr *Bound = Condition->getRHS();
    int64_t Step = stepOf(For->getInc(), Counter, Context).value_or(0);
    bool GoesUp = Condition->getOpcode() == BO_LT || Condition->getOpcode() == BO_LE;
    if (Step == 0 || std::abs(Step) > MostStep || GoesUp != (Step > 0) ||
        !Bound->getType()->isIntegerType() ||
        Bound->getBeginLoc().isMacroID() != Bound->getEndLoc().isMacroID() ||
        !staysEqual(Bound, Counter, Code))
      return std::nullopt;
    return LoopStrip{0, Counter, Bound, Step, false};
  }

  /// Whether the expression has the same value in all rounds, without a look at memory.
  bool staysEqual(const Expr *E, const VarDecl *Counter, const ThreadCode &Code) const {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Variable || Variable->isUsableInConstantExpressions(Facts.function()->getASTContext()))
        return true;
      return Variable != Counter && isPerThread(Variable) && !Variable->getType()->isReferenceType() &&
             !Code.Flow.Written.contains(Variable) && !Regions.Escaping.contains(Variable);
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary && (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_Deref))
      return false;
    if (const auto *Operation = dyn_cast<BinaryOperator>(E); Operation && Operation->isAssignmentOp())
      return false;
    if (!isa<IntegerLiteral, CastExpr, ParenExpr, UnaryOperator, BinaryOperator, ConditionalOperator,
             SubstNonTypeTemplateParmExpr, UnaryExprOrTypeTraitExpr>(E))
      return false;
    return llvm::all_of(E->children(), [&](const Stmt *Child) {
      return Child && isa<Expr>(Child) && staysEqual(cast<Expr>(Child), Counter, Code);
    });
  }

  /// Operations, those in loops inside as often as they are done.
  int64_t weight(const Stmt *S) const {
    if (!S)
      return 0;
    int64_t Inside = 0;
    for (const Stmt *Child : S->children())
      Inside += weight(Child);
    if (const auto *For = dyn_cast<ForStmt>(S))
      return Inside * std::max<int64_t>(1, Order.rounds(For).value_or(MostWeight));
    bool IsOperation = isa<BinaryOperator, CallExpr, ConditionalOperator, ArraySubscriptExpr>(S);
    return Inside + (isa<CallExpr>(S) ? 4 : IsOperation ? 1 : 0);
  }

  static bool loads(const Stmt *S) {
    if (!S)
      return false;
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    return isa<ArraySubscriptExpr>(S) || (Unary && Unary->getOpcode() == UO_Deref) ||
           llvm::any_of(S->children(), [](const Stmt *Child) { return loads(Child); });
  }

  /// Whether anything but the thread's own variables may be changed.
  static bool stores(const Stmt *S) {
    if (!S)
      return false;
    const Expr *Target = nullptr;
    if (const auto *Operation = dyn_cast<BinaryOperator>(S); Operation && Operation->isAssignmentOp())
      Target = Operation->getLHS();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
      Target = Unary->getSubExpr();
    if (Target && !rootVariable(Target))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return stores(Child); });
  }

  const BarrierRegions &Regions;
  const FunctionUniformity &Facts;
  const LoopOrder &Order;
};

} // namespace

std::map<const Region *, LoopStrip> findStrips(const BarrierRegions &Regions, const FunctionUniformity &Facts,
                                               const LoopOrder &Order) {
  std::map<const Region *, LoopStrip> Found;
  StripFinder(Regions, Facts, Order).visit(*Regions.Root, Found);
  return Found;
}

} // namespace lorcha
