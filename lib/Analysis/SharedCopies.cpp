// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Transposed arrays that are written along their rows: stores would be scattered. Conservative about what
// changes an array.
#include "lorcha/Analysis/BarrierRegions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// How a stretch of statements uses a shared array.
struct ArrayUse {
  std::vector<const DeclRefExpr *> Columns; ///< reads of elements that are in one column for neighbours
  bool IsWritten = false, WritesColumns = false;
};

/// Finds how statements use two-dimensional shared arrays of which every use is an element.
class UseFinder {
public:
  explicit UseFinder(const LoopOrder &Order) : Order(Order) {}
  std::map<const VarDecl *, ArrayUse> Uses;

  void visit(const Stmt *S, bool IsRead = false) {
    if (!S)
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      if (SharedElement Element = sharedElement(E); Element.Array) {
        use(cast<ArraySubscriptExpr>(E->IgnoreParens()), Element, IsRead);
        visit(Element.First);
        visit(Element.Second);
        return;
      }
    const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
    const auto *Member = dyn_cast<MemberExpr>(S);
    bool StaysRead = IsRead && (isa<ParenExpr>(S) || (Member && !Member->isArrow()));
    for (const Stmt *Child : S->children())
      visit(Child, StaysRead || (Cast && Cast->getCastKind() == CK_LValueToRValue));
  }

private:
  void use(const ArraySubscriptExpr *Outer, const SharedElement &Element, bool IsRead) {
    ArrayUse &Use = Uses[Element.Array];
    bool IsColumn = Order.shapeOf(Element.First) == IndexShape::Unit &&
                    Order.shapeOf(Element.Second) == IndexShape::Uniform;
    Use.IsWritten |= !IsRead;
    Use.WritesColumns |= !IsRead && IsColumn;
    const auto *Inner = cast<ArraySubscriptExpr>(Outer->getLHS()->IgnoreParenImpCasts());
    if (IsRead && IsColumn)
      Use.Columns.push_back(cast<DeclRefExpr>(Inner->getLHS()->IgnoreParenImpCasts()));
  }

  const LoopOrder &Order;
};

class CopyFinder {
public:
  CopyFinder(const BarrierRegions &Regions, const LoopOrder &Order) : Order(Order) {
    for (const VarDecl *Array : Regions.Transposed)
      Copies.push_back({Array, {}, {}, {}});
    visit(*Regions.Root);
  }

  std::vector<SharedCopy> run() {
    llvm::erase_if(Copies, [&](const SharedCopy &Each) {
      return Refused.contains(Each.Array) || Each.Columns.empty() ||
             llvm::any_of(Each.Columns,
                          [](const DeclRefExpr *Ref) { return Ref->getLocation().isMacroID(); });
    });
    return std::move(Copies);
  }

private:
  void visit(const Region &Node) {
    if (Node.Kind == RegionKind::Threads)
      visitThreads(Node.Code);
    else
      refuse(Node.Code);
    for (const ThreadCode *Code : {&Node.Init, &Node.Condition, &Node.Increment})
      refuse(*Code);
    for (const SpanTest &Test : Node.Spans)
      refuse(Test.Code);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child);
  }

  void visitThreads(const ThreadCode &Code) {
    for (const CallExpr *Given : Code.Gives)
      refuse(Given);
    UseFinder Finder(Order);
    for (const Stmt *S : Code.Statements)
      Finder.visit(S);
    for (SharedCopy &Each : Copies) {
      const ArrayUse &Use = Finder.Uses[Each.Array];
      if (Use.WritesColumns || (Use.IsWritten && !Use.Columns.empty()))
        Refused.insert(Each.Array);
      if (Use.IsWritten)
        Each.Writers.insert(&Code);
      if (!Use.Columns.empty())
        Each.Readers.insert(&Code);
      Each.Columns.insert(Each.Columns.end(), Use.Columns.begin(), Use.Columns.end());
    }
  }

  void refuse(const ThreadCode &Code) {
    for (const Stmt *S : Code.Statements)
      refuse(S);
    for (const CallExpr *Given : Code.Gives)
      refuse(Given);
  }
  void refuse(const Stmt *S) {
    UseFinder Finder(Order);
    Finder.visit(S);
    for (const auto &[Array, Use] : Finder.Uses)
      Refused.insert(Array);
  }

  const LoopOrder &Order;
  std::vector<SharedCopy> Copies;
  VariableSet Refused;
};

} // namespace

std::vector<SharedCopy> sharedCopies(const BarrierRegions &Regions, const LoopOrder &Order) {
  return CopyFinder(Regions, Order).run();
}

} // namespace lorcha
