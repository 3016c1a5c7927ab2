// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/SpanLoads.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

namespace {

/// More streams than that are more than processors follow.
constexpr unsigned MostLoads = 4;

/// Finds loads, and stores, of elements that neighbours have side by side.
class LoadFinder : public AstVisitor {
public:
  explicit LoadFinder(const LoopOrder &Order) : Order(Order) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (Cast->getCastKind() == CK_LValueToRValue)
      add(Cast->getSubExpr(), Loads);
    return true;
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *Operation) override {
    add(Operation->getLHS(), Loads);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    if (Operation->getOpcode() == BO_Assign)
      add(Operation->getLHS(), Stores);
    return true;
  }
  std::vector<const ArraySubscriptExpr *> Loads, Stores;

private:
  void add(const Expr *Lvalue, std::vector<const ArraySubscriptExpr *> &Found) {
    const auto *Element = dyn_cast<ArraySubscriptExpr>(Lvalue->IgnoreParens());
    if (Element && leadsOut(Element->getBase()) && Element->getBeginLoc().isFileID() &&
        Element->getEndLoc().isFileID() && Order.shapeOf(Element->getIdx()) == IndexShape::Unit &&
        Element->getType()->isArithmeticType() && !Element->getType().isVolatileQualified() &&
        isUnconditional(Element))
      Found.push_back(Element);
  }

  /// A pointer that leads out of the block: not to an array of its own.
  static bool leadsOut(const Expr *Base) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts());
    return Ref && Ref->getDecl()->getType()->isPointerType();
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

  const LoopOrder &Order;
};

LoadFinder elementsOf(const Region &Threads, const LoopOrder &Order) {
  LoadFinder Walk(Order);
  if (Threads.Kind == RegionKind::Threads && Threads.Spans.empty())
    for (const Stmt *S : Threads.Code.Statements)
      Walk.TraverseStmt(const_cast<Stmt *>(S));
  return Walk;
}

/// The first region in a loop whose rounds are spans; null for other regions.
const Region *firstOfSpans(const Region &Node) {
  bool IsSpans = Node.Kind == RegionKind::Loop && Node.Head == HeadKind::Span &&
                 !Node.Children.front()->Children.empty();
  return IsSpans ? Node.Children.front()->Children.front().get() : nullptr;
}

/// Whether the block can say where the loop's next round loads the element.
std::optional<ThreadCode> inNextRound(const ArraySubscriptExpr *Element, const BarrierRegions &Regions,
                                      const VarDecl *Counter) {
  ThreadCode Code;
  Code.Statements.push_back(Element);
  Code.Flow = variableFlow(Code.Statements);
  CodeVariables Variables = Regions.variablesOf(Code);
  bool IsKnown = Code.Flow.Mentioned.contains(Counter) && Code.Flow.Written.empty() &&
                 Variables.Restored.empty() && Variables.Fresh.empty() && Variables.Kept.empty();
  return IsKnown ? std::optional(std::move(Code)) : std::nullopt;
}

void visit(const Region &Node, const BarrierRegions &Regions, const LoopOrder &Order,
           std::map<const Region *, std::vector<ThreadCode>> &Found) {
  if (const Region *First = firstOfSpans(Node))
    for (const ArraySubscriptExpr *Element : elementsOf(*First, Order).Loads)
      if (std::optional<ThreadCode> Code = inNextRound(Element, Regions, *Node.Init.Flow.Declared.begin());
          Code && Found[&Node].size() < MostLoads)
        Found[&Node].push_back(std::move(*Code));
  for (const std::unique_ptr<Region> &Child : Node.Children)
    visit(*Child, Regions, Order, Found);
}

/// Finds out what must be known for an address in another block.
class PlaceInGrid : public AstVisitor {
public:
  PlaceInGrid(const BarrierRegions &Regions, const KernelUniformity &Kernel, const VarDecl *Counter)
      : Regions(Regions), Kernel(Kernel), Counter(Counter) {}

  bool VisitMemberExpr(MemberExpr *Member) override {
    const auto *Base = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
    if (Base && Kernel.indexVariable(Base->getDecl()) == BlockIdx)
      Axes |= axisNamed(Member->getMemberDecl()->getName());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable || Kernel.indexVariable(Variable) || Regions.Arguments.contains(Variable) ||
        (!isPerThread(Variable) && Variable->isUsableInConstantExpressions(Kernel.unit().ast())) ||
        llvm::is_contained(Variables, Variable))
      return true;
    bool IsRepeated = Variable == Counter || Regions.Repeated.contains(Variable);
    if (!IsRepeated || !Variable->getInit() || Regions.Stages.count(Variable))
      return IsKnown = false;
    bool GoesOn = TraverseStmt(const_cast<Expr *>(Variable->getInit()));
    Variables.push_back(Variable); // behind those that it needs
    return GoesOn;
  }
  /// Whether it is one along some of these.
  bool isKnown(unsigned Along) const { return IsKnown && (Axes & Along); }
  FirstLoads::Element elementFor(const Expr *Load, bool IsStored = false) {
    return {Load, IsStored, Axes, std::move(Variables)};
  }

private:
  const BarrierRegions &Regions;
  const KernelUniformity &Kernel;
  const VarDecl *Counter;
  std::vector<const VarDecl *> Variables;
  bool IsKnown = true;
  unsigned Axes = 0;
};

bool waitsAnywhere(const Region &Node) {
  return Node.Kind == RegionKind::Barrier || !Node.Code.Gives.empty() || !Node.Condition.Gives.empty() ||
         llvm::any_of(Node.Children, [](const auto &Child) { return waitsAnywhere(*Child); });
}

} // namespace

/// The same where blocks have rows, which are short: processors do not see how they go on in the next block.
/// What they load behind waits counts, too.
static FirstLoads loadsOfRows(const BarrierRegions &Regions, const LoopOrder &Order,
                              const KernelUniformity &Kernel) {
  FirstLoads Result;
  for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
    if (Child->Kind == RegionKind::Threads && !Result.Last)
      Result.Last = Child.get();
    const LoadFinder Found = elementsOf(*Child, Order);
    for (bool IsStored : {false, true})
      for (const ArraySubscriptExpr *Element : IsStored ? Found.Stores : Found.Loads) {
        PlaceInGrid Place(Regions, Kernel, nullptr);
        Place.TraverseStmt(const_cast<ArraySubscriptExpr *>(Element));
        if (Place.isKnown(AlongX | AlongY) && Result.Elements.size() < MostLoads)
          Result.Elements.push_back(Place.elementFor(Element, IsStored));
      }
  }
  return Result.Elements.empty() ? FirstLoads() : std::move(Result);
}

FirstLoads findFirstLoads(const BarrierRegions &Regions, const LoopOrder &Order,
                          const KernelUniformity &Kernel, const FunctionDecl *Function) {
  FirstLoads Result;
  if (Kernel.rowFold() || !waitsAnywhere(*Regions.Root))
    return Result;
  if (usesRows(Kernel, Function))
    return loadsOfRows(Regions, Order, Kernel);
  for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
    const Region *OfSpans = firstOfSpans(*Child);
    bool IsOfAnotherLength = OfSpans && Result.Last;
    if (IsOfAnotherLength ||
        (!OfSpans && Child->Kind != RegionKind::Threads && Child->Kind != RegionKind::Once))
      break;
    for (const ArraySubscriptExpr *Element : elementsOf(OfSpans ? *OfSpans : *Child, Order).Loads) {
      PlaceInGrid Place(Regions, Kernel, OfSpans ? *Child->Init.Flow.Declared.begin() : nullptr);
      Place.TraverseStmt(const_cast<ArraySubscriptExpr *>(Element));
      if (!Place.isKnown(AlongX) || Result.Elements.size() == MostLoads)
        continue;
      Result.Elements.push_back(Place.elementFor(Element));
      Result.Last = Child.get();
    }
    if (OfSpans || !Child->Code.Gives.empty())
      break;
  }
  return Result;
}

std::map<const Region *, std::vector<ThreadCode>> findSpanLoads(const BarrierRegions &Regions,
                                                                const LoopOrder &Order) {
  std::map<const Region *, std::vector<ThreadCode>> Found;
  visit(*Regions.Root, Regions, Order, Found);
  return Found;
}

} // namespace lorcha
