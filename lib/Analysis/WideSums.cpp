// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/WideSums.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

class SumFinder : public AstVisitor {
public:
  explicit SumFinder(const LoopOrder &Order) : Order(Order) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Element) override {
    add(Element->getIdx());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    if (Operation->isAdditiveOp() && Operation->getLHS()->getType()->isPointerType())
      add(Operation->getRHS());
    return true;
  }
  std::vector<const Expr *> Found;

private:
  /// Whether the text is written out, and means an int for whatever else uses it.
  bool isInt(const Expr *E) const {
    return E->getBeginLoc().isFileID() && E->getEndLoc().isFileID() &&
           Order.context().hasSameUnqualifiedType(E->getType(), Order.context().IntTy) && !hasTemplateType(E);
  }
  static bool hasTemplateType(const Stmt *S) {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    return (Ref && Ref->getType()->getAs<SubstTemplateTypeParmType>()) ||
           (S && llvm::any_of(S->children(), hasTemplateType));
  }

  /// Null if E is no sum.
  static const BinaryOperator *sum(const Expr *E) {
    const auto *Operation = dyn_cast<BinaryOperator>(E->IgnoreParens());
    return Operation && Operation->isAdditiveOp() ? Operation : nullptr;
  }

  /// Whether E is a variable that a loop counts on for each thread: such sums are known not to wrap.
  bool isCounter(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && !Order.isUnchanged(Variable) && Order.shapeOf(E) == IndexShape::Unit;
  }

  /// Nothing changes from row to row where all but the thread's place is constant.
  bool isConstant(const Expr *E) const { return !E->isValueDependent() && E->isEvaluatable(Order.context()); }

  void add(const Expr *Index) {
    if (!sum(Index) || Order.shapeOf(Index) != IndexShape::Unit || !isInt(Index))
      return;
    std::vector<const Expr *> Terms = {Index};
    while (const BinaryOperator *Sum = sum(Terms.back())) {
      if (!isInt(Sum))
        return;
      Terms.back() = Sum->getRHS();
      Terms.push_back(Sum->getLHS());
    }
    if (llvm::none_of(Terms, [&](const Expr *Term) { return isCounter(Term); }) &&
        llvm::count_if(Terms, [&](const Expr *Term) { return !isConstant(Term); }) > 1)
      Found.push_back(Terms.back());
  }

  const LoopOrder &Order;
};

} // namespace

std::vector<const Expr *> wideSums(const FunctionDecl *Function, const LoopOrder &Order) {
  SumFinder Walk(Order);
  Walk.TraverseStmt(Function->getBody());
  return std::move(Walk.Found);
}

} // namespace lorcha
