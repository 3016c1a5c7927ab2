// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ArrayLoops.h"
#include "lorcha/Analysis/LoopParts.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

/// How often the statements of a nest may be repeated.
constexpr int64_t MostRounds = 256;

/// Functions that call functions that call ... are looked through as far as this.
constexpr unsigned CallDepth = 4;

struct Counting {
  const VarDecl *Counter = nullptr;
  int64_t Rounds = 0;
};

class Finder : public AstVisitor {
public:
  explicit Finder(ParsedUnit &Unit) : Unit(Unit) {}

  std::vector<const ForStmt *> Found;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // a function of its own
  bool VisitAttributedStmt(AttributedStmt *Hint) override {
    Hinted.insert(Hint->getSubStmt());
    return true;
  }
  bool VisitForStmt(ForStmt *For) override {
    const Counting Count = countingOf(For);
    if (Count.Rounds > 1 && For->getBeginLoc().isFileID() && !Hinted.contains(For) &&
        roundsOfNest(For) <= MostRounds && picksBy(For->getBody(), Count.Counter) &&
        !breaksOff(For->getBody(), CallDepth))
      Found.push_back(For);
    return true;
  }

private:
  std::optional<int64_t> constant(const Expr *E) const {
    Expr::EvalResult Result;
    if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
        !E->EvaluateAsInt(Result, Unit.ast()) || Result.Val.getInt().getSignificantBits() > 31)
      return std::nullopt;
    return Result.Val.getInt().getExtValue();
  }

  /// Of `for (int i = 0; i < 8; ++i)`, or with a counter that is declared before. No rounds: of any other
  /// loop.
  Counting countingOf(const ForStmt *For) const {
    const auto [Counter, Start] = beginOf(For->getInit());
    const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
    const auto *Step = dyn_cast_or_null<UnaryOperator>(For->getInc());
    if (!Counter || !Test || !Step || !Step->isIncrementOp() || !is(Test->getLHS(), Counter) ||
        !is(Step->getSubExpr(), Counter) || variableFlow({For->getBody()}).Written.contains(Counter))
      return {};
    const std::optional<int64_t> First = constant(Start), Bound = constant(Test->getRHS());
    const bool IsClosed = Test->getOpcode() == BO_LE;
    if (!First || !Bound || (!IsClosed && Test->getOpcode() != BO_LT && Test->getOpcode() != BO_NE))
      return {};
    return {Counter, *Bound - *First + IsClosed};
  }

  static std::pair<const VarDecl *, const Expr *> beginOf(const Stmt *Init) {
    if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Init); Declared && Declared->isSingleDecl())
      if (const auto *Counter = dyn_cast<VarDecl>(Declared->getSingleDecl()))
        return {Counter, Counter->getInit()};
    const auto *Assignment = dyn_cast_or_null<BinaryOperator>(Init);
    const auto *Use = Assignment && Assignment->getOpcode() == BO_Assign
                          ? dyn_cast<DeclRefExpr>(Assignment->getLHS()->IgnoreParens())
                          : nullptr;
    const auto *Counter = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    return Counter && Counter->hasLocalStorage()
               ? std::pair<const VarDecl *, const Expr *>(Counter, Assignment->getRHS())
               : std::pair<const VarDecl *, const Expr *>();
  }

  static bool is(const Expr *E, const VarDecl *Variable) {
    const auto *Use = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Use && Use->getDecl() == Variable;
  }

  /// How often its innermost statements run; more than MostRounds if that is not known.
  int64_t roundsOfNest(const Stmt *S) const {
    int64_t Inner = 1;
    for (const Stmt *Child : S->children())
      if (Child)
        Inner = std::max(Inner, roundsOfNest(Child));
    if (!bodyOfLoop(S))
      return Inner;
    const auto *For = dyn_cast<ForStmt>(S);
    const int64_t Own = For ? countingOf(For).Rounds : 0;
    return Own > 0 && Inner <= MostRounds ? Own * Inner : MostRounds + 1;
  }

  /// Whether elements of the thread's own arrays are picked by the counter.
  static bool picksBy(const Stmt *S, const VarDecl *Counter) {
    if (!S)
      return false;
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S)) {
      const VarDecl *Array = rootVariable(Element);
      if (Array && isPerThread(Array) && Array->getType()->isArrayType() &&
          mentions(Element->getIdx(), Counter))
        return true;
    }
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return picksBy(Child, Counter); });
  }

  static bool mentions(const Stmt *S, const VarDecl *Variable) {
    const auto *E = dyn_cast<Expr>(S);
    return (E && is(E, Variable)) ||
           llvm::any_of(S->children(), [&](const Stmt *Child) { return Child && mentions(Child, Variable); });
  }

  /// Whether rounds may be left, or wait.
  bool breaksOff(const Stmt *S, unsigned Depth) {
    if (!S)
      return false;
    if (isa<BreakStmt, ReturnStmt, GotoStmt, LabelStmt, SwitchStmt, AsmStmt, LambdaExpr>(S))
      return true;
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && mayWait(Call, Depth))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return breaksOff(Child, Depth); });
  }

  bool mayWait(const CallExpr *Call, unsigned Depth) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    if (const BuiltinEntry *Row = Unit.isOurs(Callee) ? rowOf(Callee) : nullptr)
      return Row->Effect > BuiltinEffect::Memory;
    const FunctionDecl *Definition = nullptr;
    if (!Callee->hasBody(Definition))
      return !Callee->getBuiltinID() && !Callee->isConstexpr();
    return Depth == 0 || waitsInside(Definition->getBody(), Depth - 1);
  }

  bool waitsInside(const Stmt *S, unsigned Depth) {
    const auto *Call = dyn_cast_or_null<CallExpr>(S);
    return S && (isa<LambdaExpr>(S) || (Call && mayWait(Call, Depth)) ||
                 llvm::any_of(S->children(), [&](const Stmt *Child) { return waitsInside(Child, Depth); }));
  }

  ParsedUnit &Unit;
  llvm::SmallPtrSet<const Stmt *, 8> Hinted;
};

} // namespace

std::vector<const ForStmt *> loopsOverOwnArrays(ParsedUnit &Unit, const FunctionDecl *Function) {
  Finder Result(Unit);
  Result.TraverseStmt(Function->getBody());
  return std::move(Result.Found);
}

} // namespace lorcha
