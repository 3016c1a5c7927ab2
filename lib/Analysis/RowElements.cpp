// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RowElements.h"
#include "Operands.h"

using namespace clang;

namespace lorcha {

namespace {

class ElementFinder : public AstVisitor {
public:
  explicit ElementFinder(const LoopOrder &Order) : Order(Order) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (Cast->getCastKind() == CK_LValueToRValue)
      add(Cast->getSubExpr(), Elements.Loads);
    return true;
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *Operation) override {
    add(Operation->getLHS(), Elements.Loads);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    if (Operation->getOpcode() == BO_Assign)
      add(Operation->getLHS(), Elements.Stores);
    return true;
  }
  RowElements Elements;

private:
  void add(const Expr *Lvalue, std::vector<const ArraySubscriptExpr *> &Found) {
    const auto *Element = dyn_cast<ArraySubscriptExpr>(Lvalue->IgnoreParens());
    if (Element && leadsOut(Element->getBase()) && Element->getBeginLoc().isFileID() &&
        Element->getEndLoc().isFileID() && Order.shapeOf(Element->getIdx()) == IndexShape::Unit &&
        Element->getType()->isArithmeticType() && !Element->getType().isVolatileQualified() &&
        onlyComputes(Element->getIdx())) // it may be asked for where no thread would load it
      Found.push_back(Element);
  }

  /// A pointer that leads out of the block: not to an array of its own.
  static bool leadsOut(const Expr *Base) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts());
    return Ref && Ref->getDecl()->getType()->isPointerType();
  }

  const LoopOrder &Order;
};

} // namespace

RowElements rowElementsOf(const Region &Threads, const LoopOrder &Order) {
  ElementFinder Walk(Order);
  if (Threads.Kind == RegionKind::Threads && Threads.Spans.empty())
    for (const Stmt *S : Threads.Code.Statements)
      Walk.TraverseStmt(const_cast<Stmt *>(S));
  return std::move(Walk.Elements);
}

} // namespace lorcha
