// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conservative about speed: a loop whose body is not understood stays inside.
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/ArrayLoops.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

/// Loops of up to that many rounds are unrolled by compilers and stay inside.
static constexpr int64_t ShortRounds = 32;

/// Loops of at least that many rounds may be worth tiles of threads.
static constexpr int64_t TileRounds = 8;

static std::optional<int64_t> constant(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.Val.getInt().getSignificantBits() > 63)
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

IndexShape LoopOrder::shapeOf(const Expr *E) const {
  E = E->IgnoreParenCasts();
  const auto &Parts = Kernel.rowFold().Parts;
  if (auto Part = IsFolded ? Parts.find(E) : Parts.end(); Part != Parts.end())
    return Part->second.IsColumn ? IndexShape::Unit : IndexShape::Uniform;
  auto Both = [&](const Expr *A, const Expr *B) { return std::pair(shapeOf(A), shapeOf(B)); };
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const Expr *Index = Member->getBase()->IgnoreParenImpCasts();
    const auto *Base = dyn_cast<DeclRefExpr>(Index);
    if ((Base && Kernel.indexVariable(Base->getDecl()) == ThreadIdx) ||
        placeAsked(Index) == PlaceKind::Thread)
      return Member->getMemberDecl()->getNameAsString() == "x" ? IndexShape::Unit : IndexShape::Uniform;
  }
  if (placeAsked(E) == PlaceKind::Thread && E->getType()->isIntegerType())
    return IndexShape::Unit; // a rank
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable || !isPerThread(Variable))
      return IndexShape::Uniform; // the address of something shared, or a constant
    if (Variable == Counter.Variable)
      return shapeOf(Counter.Start);
    IndexShape Always = shapeOf(Variable);
    return Always == IndexShape::Other && Facts.of(E) == Uniformity::Block ? IndexShape::Uniform : Always;
  }
  if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
    auto [Left, Right] = Both(Operation->getLHS(), Operation->getRHS());
    if (Left == IndexShape::Uniform && Right == IndexShape::Uniform)
      return IndexShape::Uniform;
    bool IsSum = Operation->getOpcode() == BO_Add || Operation->getOpcode() == BO_Sub;
    if (IsSum && Left == IndexShape::Unit && Right == IndexShape::Uniform)
      return IndexShape::Unit;
    if (Operation->getOpcode() == BO_Add && Left == IndexShape::Uniform && Right == IndexShape::Unit)
      return IndexShape::Unit;
    return IndexShape::Other;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && !Unary->isIncrementDecrementOp())
    return shapeOf(Unary->getSubExpr()) == IndexShape::Uniform ? IndexShape::Uniform : IndexShape::Other;
  if (isa<IntegerLiteral>(E) || Facts.of(E) == Uniformity::Block)
    return IndexShape::Uniform;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) { // of an array of arrays, or a loaded value
    auto [Base, Index] = Both(Subscript->getBase(), Subscript->getIdx());
    return Base == IndexShape::Uniform && Index == IndexShape::Uniform ? IndexShape::Uniform
                                                                       : IndexShape::Other;
  }
  return IndexShape::Other;
}

IndexShape LoopOrder::shapeOf(const VarDecl *Variable) const {
  if (auto It = Bound.find(Variable); It != Bound.end() && Facts.assignments(Variable) == 0)
    return It->second;
  if (isa<ParmVarDecl>(Variable))
    return Opened && Opened->isNeighbouring(Variable) && Facts.assignments(Variable) == 0 ? IndexShape::Unit
                                                                                          : IndexShape::Other;
  if (!Variable->getInit())
    return IndexShape::Other;
  if (Facts.assignments(Variable) == 0)
    return shapeOf(Variable->getInit());
  QualType Type = Variable->getType();
  bool IsPlace = Type->isPointerType() || (Type->isIntegerType() && !Type->isBooleanType());
  return IsPlace && changesUniformly(Variable) && shapeOf(Variable->getInit()) == IndexShape::Unit
             ? IndexShape::Unit
             : IndexShape::Other;
}

/// Whether the variable is only ever changed by the addition of something uniform.
bool LoopOrder::changesUniformly(const VarDecl *Variable) const {
  auto IsVariable = [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return Ref && Ref->getDecl() == Variable;
  };
  // Every mention must be a read or the target of an addition.
  std::function<bool(const Stmt *)> IsGood = [&](const Stmt *S) {
    if (!S)
      return true;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->getCastKind() == CK_LValueToRValue && IsVariable(Cast->getSubExpr()->IgnoreParens()))
      return true;
    if (const Expr *Added = addedTo(S, Variable))
      return Facts.of(Added) == Uniformity::Block && IsGood(Added);
    if (const auto *Step = dyn_cast<UnaryOperator>(S);
        Step && Step->isIncrementDecrementOp() && IsVariable(Step->getSubExpr()->IgnoreParens()))
      return true;
    return !IsVariable(S) && llvm::all_of(S->children(), IsGood);
  };
  return IsGood(Facts.function()->getBody());
}

std::optional<int64_t> LoopOrder::rounds(const ForStmt *For) const {
  const ASTContext &Context = Kernel.unit().ast();
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(For->getCond());
  if (!Condition || !Condition->isComparisonOp())
    return std::nullopt;
  std::optional<int64_t> Bound = constant(Condition->getRHS(), Context), First;
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(For->getInit());
      Declared && Declared->isSingleDecl()) {
    if (const auto *Variable = dyn_cast<VarDecl>(Declared->getSingleDecl()))
      First = constant(Variable->getInit(), Context);
  } else if (const auto *Assignment = dyn_cast_or_null<BinaryOperator>(For->getInit())) {
    First = constant(Assignment->getRHS(), Context);
  }
  if (!Bound || !First)
    return std::nullopt;
  return std::abs(*Bound - *First);
}

/// Whether the count of rounds, those of loops inside included, is a small constant.
bool LoopOrder::isShort(const ForStmt *For) const {
  std::optional<int64_t> Own = rounds(For);
  if (!Own || *Own > ShortRounds)
    return false;
  int64_t Most = 1;
  std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
    if (const auto *Inner = dyn_cast_or_null<ForStmt>(S))
      Most = std::max(Most, rounds(Inner).value_or(1));
    if (S)
      for (const Stmt *Child : S->children())
        Walk(Child);
  };
  Walk(For->getBody());
  return *Own * Most <= ShortRounds;
}

bool isTrivialAssignment(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  const auto *Method = Call && Call->getOperator() == OO_Equal
                           ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee())
                           : nullptr;
  return Method && Method->isTrivial();
}

const Expr *changedBy(const Stmt *S) {
  if (const auto *Operation = dyn_cast_or_null<BinaryOperator>(S))
    return Operation->isAssignmentOp() ? Operation->getLHS() : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(S))
    return Unary->isIncrementDecrementOp() ? Unary->getSubExpr() : nullptr;
  return isTrivialAssignment(S) ? cast<CallExpr>(S)->getArg(0) : nullptr;
}

bool storesToMemory(const Stmt *S) {
  const Expr *Target = changedBy(S);
  return S && ((Target && !rootVariable(Target)) || llvm::any_of(S->children(), storesToMemory));
}

bool LoopOrder::isShortTile(const ForStmt *For) const {
  std::function<bool(const Stmt *)> IsStraight = [&](const Stmt *S) {
    return !S || (!isa<ForStmt, WhileStmt, DoStmt, IfStmt>(S) && llvm::all_of(S->children(), IsStraight));
  };
  return HasRows && isShort(For) && rounds(For) >= TileRounds && IsStraight(For->getBody()) &&
         !storesToMemory(For->getBody());
}

bool LoopOrder::isStrided(const ForStmt *For) const {
  const auto *Declared = dyn_cast_or_null<DeclStmt>(For->getInit());
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(For->getCond());
  const auto *Variable =
      Declared && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  if (!Variable || !Condition || !Condition->isRelationalOp() || shapeOf(Variable) != IndexShape::Unit)
    return false;
  const auto *Counter = dyn_cast<DeclRefExpr>(Condition->getLHS()->IgnoreParenImpCasts());
  return Counter && Counter->getDecl() == Variable && Facts.of(Condition->getRHS()) == Uniformity::Block &&
         Facts.controlWithin(For) == Uniformity::Block;
}

const VariableSet &LoopOrder::registers() const {
  if (!Registers)
    Registers = registerArrays(Kernel.unit(), Facts.function());
  return *Registers;
}

bool LoopOrder::isBetterOutside(const Stmt *Loop) const {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop);
  if (!For || Closed.count(Loop) || !For->getCond() || !For->getInc() || For->getConditionVariable() ||
      !For->getBeginLoc().isFileID() || !For->getEndLoc().isFileID())
    return false;
  bool IsStrided = isStrided(For);
  return (Facts.of(For->getCond()) == Uniformity::Block || IsStrided) &&
         Facts.exits(Loop) == Uniformity::Block && (!isShort(For) || isShortTile(For)) &&
         isGoodStatement(For->getBody()) && (IsStrided || !hasAtomics(For->getBody()));
}

bool choosesFewThreads(llvm::ArrayRef<const Stmt *> Statements) {
  std::function<bool(const Expr *)> Compares = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    const auto *Operation = dyn_cast<BinaryOperator>(E);
    if (!Operation)
      return false;
    if (Operation->isLogicalOp())
      return Compares(Operation->getLHS()) || Compares(Operation->getRHS());
    return Operation->isEqualityOp() &&
           !Operation->getLHS()->IgnoreParenImpCasts()->getType()->isBooleanType() &&
           !isa<BinaryOperator>(Operation->getRHS()->IgnoreParenImpCasts());
  };
  std::function<bool(const Stmt *)> Walk = [&](const Stmt *S) {
    if (!S)
      return false;
    if (const auto *If = dyn_cast<IfStmt>(S); If && Compares(If->getCond()))
      return true;
    return llvm::any_of(S->children(), Walk);
  };
  return llvm::any_of(Statements, Walk);
}

} // namespace lorcha
