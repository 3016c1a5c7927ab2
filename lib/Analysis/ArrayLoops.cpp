// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ArrayLoops.h"
#include "lorcha/Analysis/LoopParts.h"
#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace lorcha {

namespace {

/// How often the statements of a nest may be repeated, and how many operations that may make.
constexpr int64_t MostRounds = 256;
constexpr int64_t MostOperations = 2048;

/// Functions that call functions that call ... are looked through as far as this.
constexpr unsigned CallDepth = 4;

struct Counting {
  const VarDecl *Counter = nullptr;
  int64_t Rounds = 0;
};

/// The most bytes of an array that is to be in registers.
constexpr int64_t MostRegisterBytes = 512;

/// What is known of loops.
class Counts {
public:
  explicit Counts(ParsedUnit &Unit) : Unit(Unit) {}

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

protected:
  ParsedUnit &Unit;
};

class LoopFinder : public AstVisitor, Counts {
public:
  using Counts::Counts;

  std::vector<const ForStmt *> Found;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // a function of its own
  bool VisitAttributedStmt(AttributedStmt *Hint) override {
    Hinted.insert(Hint->getSubStmt());
    return true;
  }
  bool VisitForStmt(ForStmt *For) override {
    const Counting Count = countingOf(For);
    if (Count.Rounds > 0 && For->getBeginLoc().isFileID() && !Hinted.contains(For) &&
        roundsOfNest(For) <= MostRounds && operationsOf(For, CallDepth) <= MostOperations &&
        picksBy(For->getBody(), Count.Counter) && !breaksOff(For->getBody(), CallDepth))
      Found.push_back(For);
    return true;
  }

private:
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

  /// How many operations a nest makes, at least.
  int64_t operationsOf(const Stmt *S, unsigned Depth) const {
    int64_t Result = isa<BinaryOperator, UnaryOperator, ArraySubscriptExpr, CallExpr>(S);
    for (const Stmt *Child : S->children())
      if (Child && Result <= MostOperations)
        Result += operationsOf(Child, Depth);
    const FunctionDecl *Definition = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && Depth > 0)
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && !Unit.isOurs(Callee) && Callee->hasBody(Definition))
        Result += operationsOf(Definition->getBody(), Depth - 1);
    const auto *For = dyn_cast<ForStmt>(S);
    return Result * std::max<int64_t>(1, For ? countingOf(For).Rounds : 1);
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

  llvm::SmallPtrSet<const Stmt *, 8> Hinted;
};

/// Uses of arrays that leave them in registers, and all uses.
class UseFinder : public AstVisitor, Counts {
public:
  using Counts::Counts;

  llvm::MapVector<const VarDecl *, int> Uses; ///< all, less those that are good

  bool VisitForStmt(ForStmt *For) override {
    if (const Counting Count = countingOf(For); Count.Rounds > 0 && Count.Rounds <= MostRounds)
      Counters.insert(Count.Counter);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Use) override {
    const auto *Variable = dyn_cast<VarDecl>(Use->getDecl());
    if (Variable && isSmall(Variable))
      ++Uses[Variable];
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) override {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar()))
          ++Uses[Variable];
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    return Cast->getCastKind() != CK_LValueToRValue || note(Cast->getSubExpr());
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) override {
    return !Operator->isAssignmentOp() || note(Operator->getLHS());
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) override {
    return !Operator->isIncrementDecrementOp() || note(Operator->getSubExpr());
  }

private:
  bool isSmall(const VarDecl *Variable) const {
    const auto *Array = Unit.ast().getAsConstantArrayType(Variable->getType());
    if (!Array || !isPerThread(Variable) || isa<ParmVarDecl>(Variable) ||
        Variable->getType().isConstQualified())
      return false;
    const QualType Element = Unit.ast().getBaseElementType(Array);
    return !Element.isVolatileQualified() && isOfWords(Element) &&
           Unit.ast().getTypeSizeInChars(Variable->getType()).getQuantity() <= MostRegisterBytes;
  }

  /// A number of 4 or 8 bytes, or a struct of such.
  bool isOfWords(QualType Type) const {
    if (const auto *Record = Type->getAsCXXRecordDecl())
      return !Record->isUnion() && !Record->field_empty() && Record->bases().empty() &&
             Type.isTriviallyCopyableType(Unit.ast()) && Record->hasTrivialDefaultConstructor() &&
             llvm::all_of(Record->fields(), [&](const FieldDecl *Field) {
               return Field->getType()->isArithmeticType() && isOfWords(Field->getType());
             });
    const int64_t Bytes = Unit.ast().getTypeSizeInChars(Type).getQuantity();
    return Type->isArithmeticType() && (Bytes == 4 || Bytes == 8);
  }

  /// An element that is read or written, or a member of one.
  bool note(const Expr *Element) {
    Element = Element->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Element); Member && !Member->isArrow())
      Element = Member->getBase()->IgnoreParens();
    if (!isa<ArraySubscriptExpr>(Element) || Element->getType()->isArrayType())
      return true;
    while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Element)) {
      if (!isKnown(Subscript->getIdx()))
        return true;
      Element = Subscript->getBase()->IgnoreParenImpCasts();
    }
    const auto *Use = dyn_cast<DeclRefExpr>(Element);
    const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    if (Variable && isSmall(Variable))
      --Uses[Variable];
    return true;
  }

  /// The loop of a counter stands before its body.
  bool isKnown(const Expr *Index) const {
    Index = Index->IgnoreParenImpCasts();
    if (constant(Index))
      return true;
    if (const auto *Use = dyn_cast<DeclRefExpr>(Index))
      return Counters.contains(dyn_cast<VarDecl>(Use->getDecl()));
    const auto *Operator = dyn_cast<BinaryOperator>(Index);
    return Operator && !Operator->isAssignmentOp() && isKnown(Operator->getLHS()) &&
           isKnown(Operator->getRHS());
  }

  llvm::SmallPtrSet<const VarDecl *, 8> Counters;
};

} // namespace

std::vector<const ForStmt *> loopsOverOwnArrays(ParsedUnit &Unit, const FunctionDecl *Function) {
  LoopFinder Result(Unit);
  Result.TraverseStmt(Function->getBody());
  return std::move(Result.Found);
}

VariableSet registerArrays(ParsedUnit &Unit, const FunctionDecl *Function) {
  UseFinder Finder(Unit);
  Finder.TraverseStmt(Function->getBody());
  VariableSet Result;
  for (const auto &[Variable, OtherUses] : Finder.Uses)
    if (OtherUses == 0)
      Result.insert(Variable);
  return Result;
}

} // namespace lorcha
