// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/SpanLoads.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

/// More streams than that are more than processors follow.
constexpr unsigned MostLoads = 4;

class LoadFinder : public RecursiveASTVisitor<LoadFinder> {
public:
  LoadFinder(const BarrierRegions &Regions, const LoopOrder &Order, const VarDecl *Counter)
      : Regions(Regions), Order(Order), Counter(Counter) {}
  std::vector<ThreadCode> Found;

  bool TraverseLambdaExpr(LambdaExpr *, DataRecursionQueue * = nullptr) { return true; }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) {
    if (Cast->getCastKind() == CK_LValueToRValue)
      if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Cast->getSubExpr()->IgnoreParens()))
        add(Element);
    return true;
  }

private:
  /// A pointer that leads out of the block: not to an array of its own.
  static bool leadsOut(const Expr *Base) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts());
    return Ref && Ref->getDecl()->getType()->isPointerType();
  }

  void add(const ArraySubscriptExpr *Element) {
    if (Found.size() == MostLoads || !leadsOut(Element->getBase()) || !Element->getBeginLoc().isFileID() ||
        !Element->getEndLoc().isFileID() || Order.shapeOf(Element->getIdx()) != IndexShape::Unit ||
        !Element->getType()->isArithmeticType())
      return;
    ThreadCode Code;
    Code.Statements.push_back(Element);
    Code.Flow = variableFlow(Code.Statements);
    CodeVariables Variables = Regions.variablesOf(Code);
    bool IsKnown = Code.Flow.Mentioned.contains(Counter) && Code.Flow.Written.empty() &&
                   Variables.Restored.empty() && Variables.Fresh.empty() && Variables.Kept.empty() &&
                   isUnconditional(Element);
    if (IsKnown)
      Found.push_back(std::move(Code));
  }

  /// Whether the index is computed from variables and constants alone: it may lie outside of what the thread
  /// would load.
  static bool isUnconditional(const ArraySubscriptExpr *Element) {
    std::function<bool(const Stmt *)> Computes = [&](const Stmt *S) {
      return isa<DeclRefExpr, IntegerLiteral, ParenExpr, CastExpr, BinaryOperator, MemberExpr,
                 SubstNonTypeTemplateParmExpr>(S) &&
             llvm::all_of(S->children(), [&](const Stmt *Child) { return Child && Computes(Child); });
    };
    return Computes(Element->getIdx());
  }

  const BarrierRegions &Regions;
  const LoopOrder &Order;
  const VarDecl *Counter;
};

void visit(const Region &Node, const BarrierRegions &Regions, const LoopOrder &Order,
           std::map<const Region *, std::vector<ThreadCode>> &Found) {
  if (Node.Kind == RegionKind::Loop && Node.Head == HeadKind::Span &&
      !Node.Children.front()->Children.empty()) {
    const Region &First = *Node.Children.front()->Children.front();
    LoadFinder Walk(Regions, Order, *Node.Init.Flow.Declared.begin());
    if (First.Kind == RegionKind::Threads && First.Spans.empty())
      for (const Stmt *S : First.Code.Statements)
        Walk.TraverseStmt(const_cast<Stmt *>(S));
    if (!Walk.Found.empty())
      Found[&Node] = std::move(Walk.Found);
  }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    visit(*Child, Regions, Order, Found);
}

} // namespace

std::map<const Region *, std::vector<ThreadCode>> findSpanLoads(const BarrierRegions &Regions,
                                                                const LoopOrder &Order) {
  std::map<const Region *, std::vector<ThreadCode>> Found;
  visit(*Regions.Root, Regions, Order, Found);
  return Found;
}

} // namespace lorcha
