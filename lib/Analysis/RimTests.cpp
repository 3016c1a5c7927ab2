// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/RimTests.h"
#include "Operands.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

namespace {

/// Bounds up to this one are the rim's width, as in `x >= 2`; greater ones are sizes, as in `x >= 4096`.
constexpr uint64_t WidestRim = 8;
/// More tests than that are rather computed than asked.
constexpr size_t MostTests = 8;
/// Variables that code mentions which is compiled twice: more takes compilers too long.
constexpr size_t MostMentions = 1000;

/// Leaves of a condition and what each must be for it to be Wanted, as far as each of them is needed for
/// that.
using NeededLeaves = std::map<const Expr *, bool>;
void needAll(const Expr *Condition, bool Wanted, NeededLeaves &Leaves) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    return needAll(Not->getSubExpr(), !Wanted, Leaves);
  const auto *Operation = dyn_cast<BinaryOperator>(Condition);
  if (Operation && Operation->getOpcode() == (Wanted ? BO_LAnd : BO_LOr)) {
    needAll(Operation->getLHS(), Wanted, Leaves);
    needAll(Operation->getRHS(), Wanted, Leaves);
  } else {
    Leaves[Condition] = Wanted;
  }
}

const Stmt *onlyStatement(const Stmt *S) {
  const auto *Compound = dyn_cast<CompoundStmt>(S);
  return Compound && Compound->size() == 1 ? Compound->body_front() : S;
}

/// What a thread must find in the conditions of a kernel's body, or it does nothing.
NeededLeaves neededLeaves(llvm::ArrayRef<const Stmt *> Body, const ASTContext &Context) {
  NeededLeaves Result;
  for (const Stmt *S : Body) {
    if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
      bool IsPlain = llvm::all_of(Declared->decls(), [&](const Decl *D) {
        const auto *Variable = dyn_cast<VarDecl>(D);
        return !Variable || (!Variable->needsDestruction(Context) &&
                             (!Variable->getInit() || !Variable->getInit()->HasSideEffects(Context)));
      });
      if (IsPlain)
        continue;
      break;
    }
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || If->getElse() || If->getInit() || If->getConditionVariable() || If->isConstexpr() ||
        If->getCond()->HasSideEffects(Context))
      break;
    bool IsReturn = isa<ReturnStmt>(onlyStatement(If->getThen()));
    if (!IsReturn && S != Body.back())
      break;
    needAll(If->getCond(), !IsReturn, Result);
  }
  return Result;
}

/// Finds the tests in code that runs for each thread.
class TestFinder : public AstVisitor {
public:
  TestFinder(const BarrierRegions &Regions, const LoopOrder &Order, const KernelUniformity &Kernel,
             const VariableSet &Outside, const NeededLeaves &Needed, bool IsKernel)
      : Regions(Regions), Order(Order), Kernel(Kernel), Outside(Outside), Needed(Needed), IsKernel(IsKernel) {
  }

  // What may stand only once in the text of a function.
  bool TraverseLambdaExpr(LambdaExpr *) override { return CanBeTwice = false; }
  bool VisitVarDecl(VarDecl *Variable) override { return CanBeTwice &= !Variable->isStaticLocal(); }
  bool VisitTagDecl(TagDecl *) override { return CanBeTwice = false; }
  bool VisitLabelStmt(LabelStmt *) override { return CanBeTwice = false; }

  bool VisitDeclRefExpr(DeclRefExpr *) override {
    ++Mentions;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    if (Operation->isRelationalOp() && Operation->getOperatorLoc().isFileID())
      add(Operation);
    return true;
  }

  bool VisitForStmt(ForStmt *For) override {
    if (unsigned Most = IsKernel ? Order.fewRounds(For) : 0) { // elsewhere loops are not unrolled
      ReadFinder Walk(*this, For, Most);
      Walk.TraverseStmt(For->getCond());
      Walk.TraverseStmt(For->getBody());
    }
    return true;
  }

  /// Nothing if the code cannot be compiled twice, or would gain nothing.
  Rim take() {
    if (Mentions > MostMentions || Found.Tests.size() > MostTests) {
      llvm::erase_if(Found.Tests, [](const RimTest &Test) { return !Test.IsNeeded; });
      Found.Reads.clear();
    }
    if (!CanBeTwice || Found.Tests.size() > MostTests)
      return {};
    return std::move(Found);
  }

private:
  /// Finds the loads in a loop of few rounds that are better made early.
  class ReadFinder : public AstVisitor {
  public:
    ReadFinder(TestFinder &Around, const ForStmt *For, unsigned Rounds)
        : Around(Around), Loop(For), Rounds(Rounds), Counter(Around.Order.counterOf(For)) {}
    bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
    bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
      if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Cast->getSubExpr()->IgnoreParens());
          Element && Cast->getCastKind() == CK_LValueToRValue)
        Around.addRead(*this, Element);
      return true;
    }
    TestFinder &Around;
    const ForStmt *Loop;
    unsigned Rounds;
    LoopCounter Counter;
  };

  /// Loads of whole words are fast under masks.
  void addRead(const ReadFinder &In, const ArraySubscriptExpr *Element) {
    constexpr int64_t MostBytes = 2;
    const auto *Base = dyn_cast<DeclRefExpr>(Element->getBase()->IgnoreParenImpCasts());
    QualType Type = Element->getType();
    if (!Base || !isa<ParmVarDecl>(Base->getDecl()) || !Base->getType()->isPointerType() ||
        !Type->isArithmeticType() || Type.isVolatileQualified() || !Element->getBeginLoc().isFileID() ||
        !Element->getEndLoc().isFileID() ||
        Order.context().getTypeSizeInChars(Type).getQuantity() > MostBytes ||
        Order.shapeOf(Element->getIdx(), In.Counter) != IndexShape::Unit)
      return;
    VariableSet Known = Outside;
    Known.insert(In.Counter.Variable);
    Operands Walk(Regions, Kernel, Known);
    Walk.TraverseStmt(const_cast<ArraySubscriptExpr *>(Element));
    Walk.TraverseStmt(const_cast<Expr *>(In.Counter.Start));
    if (Walk.IsKnown && haveOwnNames(Walk.Variables))
      Found.Reads.push_back({In.Loop, In.Rounds, In.Counter, Element, std::move(Walk.Variables)});
  }

  void add(const BinaryOperator *Operation) {
    std::vector<SpanTest> Tests = spanTests(Operation, Order);
    if (Tests.empty())
      return;
    const SpanTest &Test = Tests.front();
    if (!Test.Rising && !Order.isUniform(Test.Bound))
      return; // no side is a bound
    auto Leaf = Needed.find(Operation);
    Operands Walk(Regions, Kernel, Outside);
    Walk.TraverseStmt(const_cast<BinaryOperator *>(Operation));
    if (!Walk.IsKnown || (!Walk.IsOfGrid && Leaf == Needed.end()) || !haveOwnNames(Walk.Variables))
      return;
    bool IsNeeded = Leaf != Needed.end();
    Found.Tests.push_back(
        {Test, IsNeeded ? Leaf->second : isTrueInside(Test), IsNeeded, std::move(Walk.Variables)});
  }

  /// Whether the variables can be declared in one scope with those of the tests before.
  bool haveOwnNames(llvm::ArrayRef<const VarDecl *> Variables) {
    return llvm::all_of(Variables, [&](const VarDecl *Variable) {
      return Names.try_emplace(Variable->getDeclName(), Variable).first->second == Variable;
    });
  }

  bool isTrueInside(const SpanTest &Test) const {
    Expr::EvalResult Bound;
    bool IsWidth = Test.Bound->EvaluateAsInt(Bound, Order.context()) &&
                   Bound.Val.getInt().abs().ule(WidestRim) && !dependsOnTemplate(Test.Bound);
    return IsWidth == (Test.Comparison == BO_GT || Test.Comparison == BO_GE);
  }

  const BarrierRegions &Regions;
  const LoopOrder &Order;
  const KernelUniformity &Kernel;
  const VariableSet &Outside;
  const NeededLeaves &Needed;
  const bool IsKernel;
  bool CanBeTwice = true;
  size_t Mentions = 0;
  llvm::DenseMap<DeclarationName, const VarDecl *> Names;
  Rim Found;
};

void visit(const Region &Node, const BarrierRegions &Regions, const LoopOrder &Order,
           const KernelUniformity &Kernel, bool IsKernel, std::map<const Region *, Rim> &Found) {
  if (Node.Kind == RegionKind::Threads && Node.Spans.empty()) {
    VariableSet Outside = Regions.Once;
    Outside.remove_if([&](const VarDecl *Variable) {
      const VariableFlow &Flow = Node.Code.Flow;
      return Flow.Declared.contains(Variable) || Flow.Inner.contains(Variable) ||
             Flow.Written.contains(Variable);
    });
    NeededLeaves None;
    TestFinder Walk(Regions, Order, Kernel, Outside, None, IsKernel);
    for (const Stmt *S : Node.Code.Statements)
      Walk.TraverseStmt(const_cast<Stmt *>(S));
    if (Rim Known = Walk.take(); !Known.isEmpty())
      Found[&Node] = std::move(Known);
  }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    visit(*Child, Regions, Order, Kernel, IsKernel, Found);
}

} // namespace

std::map<const Region *, Rim> findRims(const BarrierRegions &Regions, const LoopOrder &Order,
                                       const KernelUniformity &Kernel, bool IsKernel) {
  std::map<const Region *, Rim> Result;
  visit(*Regions.Root, Regions, Order, Kernel, IsKernel, Result);
  return Result;
}

Rim findWholeRim(const BarrierRegions &Regions, const LoopOrder &Order, const KernelUniformity &Kernel,
                 const FunctionDecl *Function) {
  const auto *Body = dyn_cast<CompoundStmt>(Function->getBody());
  if (!Body)
    return {};
  std::vector<const Stmt *> Statements(Body->body_begin(), Body->body_end());
  VariableSet Nothing;
  NeededLeaves Needed = neededLeaves(Statements, Order.context());
  TestFinder Walk(Regions, Order, Kernel, Nothing, Needed, true);
  for (const Stmt *S : Statements)
    Walk.TraverseStmt(const_cast<Stmt *>(S));
  return Walk.take();
}

} // namespace lorcha
