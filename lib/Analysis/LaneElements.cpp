// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LaneElements.h"

using namespace clang;

namespace lorcha {

/// The element of an array that an access is to, or to a field of; null for other accesses.
static const ArraySubscriptExpr *elementOf(const Expr *Access) {
  Access = Access->IgnoreParenCasts();
  for (const auto *Field = dyn_cast<MemberExpr>(Access); Field && !Field->isArrow();
       Field = dyn_cast<MemberExpr>(Access))
    Access = Field->getBase()->IgnoreParenCasts();
  return dyn_cast<ArraySubscriptExpr>(Access);
}

bool LaneElements::mayMeet(const Expr *Read, const Expr *Written, bool IsVolatile, const Stmt *Store) {
  const auto *From = elementOf(Read);
  const auto *To = elementOf(Written);
  if (IsVolatile)
    return !From || !To || !isSame(From, To) || !(risesByThread(From->getIdx(), 0) || isRetried(Store));
  return From && To && isSame(From->getBase(), To->getBase()) && !isRowOfThread(From->getBase()) &&
         (isOffset(From->getIdx(), To->getIdx()) || isOffset(To->getIdx(), From->getIdx())) &&
         !isForFew(Store);
}

bool LaneElements::isRetried(const Stmt *Store) {
  const auto *Assignment = dyn_cast<BinaryOperator>(Store);
  const Stmt *Loop = Store;
  while (Loop && !isa<DoStmt>(Loop))
    Loop = Parents.getParent(Loop);
  const auto *Test =
      Loop ? dyn_cast<BinaryOperator>(cast<DoStmt>(Loop)->getCond()->IgnoreParenImpCasts()) : nullptr;
  return Assignment && Assignment->getOpcode() == BO_Assign && Test && Test->getOpcode() == BO_NE &&
         ((isSame(Test->getLHS(), Assignment->getLHS()) && isSame(Test->getRHS(), Assignment->getRHS())) ||
          (isSame(Test->getRHS(), Assignment->getLHS()) && isSame(Test->getLHS(), Assignment->getRHS())));
}

/// Whether it is a row of an array that not all threads have in common.
bool LaneElements::isRowOfThread(const Expr *Base) {
  const auto *Row = dyn_cast<ArraySubscriptExpr>(Base->IgnoreParenCasts());
  return Row && (namesThread(Row->getIdx(), 0) || isRowOfThread(Row->getBase()));
}

/// Whether a condition around the statement chooses one thread out of so many, as `t % (2 * s) == 0` does:
/// what such threads read is not what others of them write.
bool LaneElements::isForFew(const Stmt *S) {
  const auto Chooses = [](const Expr *Condition) {
    const auto *Test = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
    const auto *Number = Test ? dyn_cast<BinaryOperator>(Test->getLHS()->IgnoreParenImpCasts()) : nullptr;
    return Number && Test->isEqualityOp() && (Number->getOpcode() == BO_Rem || Number->getOpcode() == BO_And);
  };
  for (; S; S = Parents.getParent(S))
    if (const auto *If = dyn_cast<IfStmt>(S); If && Chooses(If->getCond()))
      return true;
  return false;
}

/// Whether the first number is the second, which threads have of their own, plus, minus or xor something.
bool LaneElements::isOffset(const Expr *Number, const Expr *Base) {
  const auto *Sum = dyn_cast<BinaryOperator>(Number->IgnoreParenImpCasts());
  return Sum && (Sum->isAdditiveOp() || Sum->getOpcode() == BO_Xor) &&
         (isSame(Sum->getLHS(), Base) || (Sum->getOpcode() != BO_Sub && isSame(Sum->getRHS(), Base))) &&
         namesThread(Base, 0);
}

bool LaneElements::isSame(const Expr *A, const Expr *B) {
  llvm::FoldingSetNodeID First, Second;
  A->IgnoreParenCasts()->Profile(First, Unit.ast(), /*Canonical=*/true);
  B->IgnoreParenCasts()->Profile(Second, Unit.ast(), /*Canonical=*/true);
  return First == Second;
}

bool LaneElements::isAbove(const Expr *Read, const Expr *Written) {
  const auto *From = elementOf(Read);
  const auto *To = elementOf(Written);
  const auto *Sum = From ? dyn_cast<BinaryOperator>(From->getIdx()->IgnoreParenImpCasts()) : nullptr;
  return Sum && To && Sum->getOpcode() == BO_Add && isSame(From->getBase(), To->getBase()) &&
         (isSame(Sum->getLHS(), To->getIdx()) || isSame(Sum->getRHS(), To->getIdx()));
}

bool LaneElements::isCommon(const Expr *Read, const Expr *Written, const Stmt *Store) {
  const auto *From = elementOf(Read);
  const auto *To = elementOf(Written);
  if (!From || !To || !isSame(From->getBase(), To->getBase()) || isRowOfThread(From->getBase()))
    return false;
  const Expr *Common = From->getIdx()->IgnoreParenImpCasts(), *Own = To->getIdx()->IgnoreParenImpCasts();
  const auto *CommonSum = dyn_cast<BinaryOperator>(Common), *OwnSum = dyn_cast<BinaryOperator>(Own);
  if (CommonSum && OwnSum && CommonSum->getOpcode() == BO_Add && OwnSum->getOpcode() == BO_Add &&
      isSame(CommonSum->getLHS(), OwnSum->getLHS())) { // of a row
    Common = CommonSum->getRHS();
    Own = OwnSum->getRHS();
  }
  for (const Stmt *Outer = Store; Outer; Outer = Parents.getParent(Outer))
    if (const auto *If = dyn_cast<IfStmt>(Outer); If && namesThread(If->getCond(), 0))
      return false;
  return namesThread(Own, 0) && !namesThread(Common, 0) && !isAlike(Common);
}

bool LaneElements::differInStride(const Expr *First, const Expr *Later) {
  const Strides &OfFirst = stridesOf(First), &OfLater = stridesOf(Later);
  if (OfFirst.empty() || OfLater.empty() ||
      llvm::any_of(OfFirst, [&](int64_t Stride) { return llvm::is_contained(OfLater, Stride); }))
    return false;
  const Expr *Base = elementOf(First)->getBase();
  return isSame(Base, elementOf(Later)->getBase()) && !isRowOfThread(Base);
}

const LaneElements::Strides &LaneElements::stridesOf(const Expr *Access) {
  auto [Place, IsNew] = Known.try_emplace(Access);
  if (const ArraySubscriptExpr *Element = IsNew ? elementOf(Access) : nullptr) {
    Variables Seen;
    Strides Found;
    if (addStrides(Element->getIdx(), 1, Seen, Found))
      Place->second = std::make_unique<Strides>(std::move(Found));
  }
  static const Strides None;
  return Place->second ? *Place->second : None;
}

bool LaneElements::addStrides(const Expr *Number, int64_t Factor, Variables &Seen, Strides &Result) {
  Number = Number->IgnoreParenCasts();
  if (isIndex(Number, "threadIdx"))
    return Result.push_back(Factor), true;
  if (const auto *Operator = dyn_cast<BinaryOperator>(Number)) {
    const Expr *Left = Operator->getLHS(), *Right = Operator->getRHS();
    if (Operator->isAdditiveOp())
      return addStrides(Left, Factor, Seen, Result) && addStrides(Right, Factor, Seen, Result);
    if (isa<IntegerLiteral>(Left->IgnoreParenCasts()))
      std::swap(Left, Right);
    const auto *Times = dyn_cast<IntegerLiteral>(Right->IgnoreParenCasts());
    if (Operator->getOpcode() == BO_Mul && Times && Times->getValue().isIntN(16))
      return addStrides(Left, Factor * Times->getValue().getSExtValue(), Seen, Result);
    return !namesThread(Number, 0);
  }
  const auto *Use = dyn_cast<DeclRefExpr>(Number);
  const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!Variable || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable))
    return !namesThread(Number, 0);
  return !Seen.insert(Variable).second || llvm::all_of(Roots.valuesOf(Variable), [&](const Expr *Value) {
    return isa<UnaryOperator>(Value) || addStrides(Value, Factor, Seen, Result);
  });
}

/// Whether a number is worked out from threadIdx.x, by initialisations.
bool LaneElements::namesThread(const Expr *E, unsigned Depth) {
  E = E->IgnoreParenImpCasts();
  if (isIndex(E, "threadIdx"))
    return true;
  if (const auto *Operator = dyn_cast<BinaryOperator>(E))
    return namesThread(Operator->getLHS(), Depth) || namesThread(Operator->getRHS(), Depth);
  return llvm::any_of(onlyValues(E, Depth), [&](const Expr *Value) { return namesThread(Value, Depth + 1); });
}

/// Whether a number is another for each thread of a row: threadIdx.x and something that is alike for all.
bool LaneElements::risesByThread(const Expr *E, unsigned Depth) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->getOpcode() == BO_Add)
    return (isAlike(Operator->getLHS()) && risesByThread(Operator->getRHS(), Depth)) ||
           (isAlike(Operator->getRHS()) && risesByThread(Operator->getLHS(), Depth));
  if (isIndex(E, "threadIdx"))
    return true;
  const std::vector<const Expr *> Values = onlyValues(E, Depth);
  return !Values.empty() &&
         llvm::all_of(Values, [&](const Expr *Value) { return risesByThread(Value, Depth + 1); });
}

/// What a variable of the function that is given a value once has; of a parameter what calls hand in.
std::vector<const Expr *> LaneElements::onlyValues(const Expr *E, unsigned Depth) {
  const auto *Use = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!Variable || !Variable->hasLocalStorage() || Depth > 4)
    return {};
  const llvm::ArrayRef<const Expr *> Given = Roots.valuesOf(Variable);
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
    return Given.empty() ? Roots.argumentsFor(Parameter) : std::vector<const Expr *>();
  return Given.size() == 1 ? Given.vec() : std::vector<const Expr *>();
}

/// A number that is plainly the same for all threads of the block.
bool LaneElements::isAlike(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<BinaryOperator>(E))
    return (Operator->isAdditiveOp() || Operator->isMultiplicativeOp()) && isAlike(Operator->getLHS()) &&
           isAlike(Operator->getRHS());
  return isa<IntegerLiteral>(E) || isIndex(E, "blockIdx") || isIndex(E, "blockDim") ||
         E->isIntegerConstantExpr(Unit.ast());
}

/// Whether it is the first dimension of CUDA's variable.
bool LaneElements::isIndex(const Expr *E, llvm::StringRef Name) {
  const auto *Pseudo = dyn_cast<PseudoObjectExpr>(E);
  if (Pseudo)
    E = Pseudo->getSyntacticForm()->IgnoreParenImpCasts();
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Property = dyn_cast<MSPropertyRefExpr>(E);
  const Expr *Base = Member ? Member->getBase() : Property ? Property->getBaseExpr() : nullptr;
  const llvm::StringRef Field = Member     ? Member->getMemberDecl()->getName()
                                : Property ? Property->getPropertyDecl()->getName()
                                           : llvm::StringRef();
  const auto *Use = Base ? dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts()) : nullptr;
  const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  return Variable && Field == "x" && Variable->getName() == Name && Unit.isOurs(Variable);
}

} // namespace lorcha
