// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ThreadSpans.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <array>

using namespace clang;

namespace lorcha {

/// Integers narrower than this wrap around within a block.
static constexpr unsigned IndexBits = 32;

/// Whether something of unit shape rises by one all along the row. Unsigned: it is seen as an unsigned
/// number, which jumps where a difference would be negative.
static bool risesSteadily(const Expr *E, const LoopOrder &Order, const ASTContext &Context, bool Unsigned) {
  E = E->IgnoreParens();
  QualType Type = E->getType();
  if (Type->isIntegerType() && (Type->isBooleanType() || Context.getIntWidth(Type) < IndexBits))
    return false;
  Unsigned |= Type->isUnsignedIntegerOrEnumerationType();
  auto Rises = [&](const Expr *Operand) { return risesSteadily(Operand, Order, Context, Unsigned); };
  if (Order.shapeOf(E) == IndexShape::Uniform || isa<MemberExpr>(E)) // threadIdx.x
    return true;
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Rises(Cast->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Variable->getInit() && Rises(Variable->getInit());
  }
  const auto *Operation = dyn_cast<BinaryOperator>(E);
  if (!Operation || (Operation->getOpcode() == BO_Sub && Unsigned))
    return false;
  return Rises(Operation->getLHS()) && Rises(Operation->getRHS());
}

/// Whether a negative operand may hide behind a conversion to an unsigned type.
static bool hasNegation(const Expr *E) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool VisitUnaryOperator(UnaryOperator *Operation) {
      Found |= Operation->getOpcode() == UO_Minus;
      return !Found;
    }
  } Walk;
  Walk.TraverseStmt(const_cast<Expr *>(E));
  return Walk.Found;
}

static bool addTests(const Expr *E, const LoopOrder &Order, std::vector<const Expr *> &Tests) {
  const auto *Operation = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  if (!Operation)
    return false;
  const Expr *Left = Operation->getLHS(), *Right = Operation->getRHS();
  if (Operation->getOpcode() == BO_LAnd)
    return addTests(Left, Order, Tests) && addTests(Right, Order, Tests);
  if (!(Operation->isRelationalOp() || Operation->getOpcode() == BO_EQ) || !Left->getType()->isIntegerType())
    return false;
  IndexShape OfLeft = Order.shapeOf(Left), OfRight = Order.shapeOf(Right);
  if (OfLeft == IndexShape::Other || OfRight == IndexShape::Other ||
      (OfLeft == IndexShape::Unit && OfRight == IndexShape::Unit))
    return false;
  for (const Expr *Side : {Left, Right})
    if (Order.shapeOf(Side) == IndexShape::Unit &&
        (hasNegation(Side) || !risesSteadily(Side, Order, Order.context(), false)))
      return false;
  Tests.push_back(E);
  return true;
}

std::vector<const Expr *> spanTests(const Expr *Condition, const LoopOrder &Order) {
  std::vector<const Expr *> Tests;
  return !Order.isUniform(Condition) && addTests(Condition, Order, Tests) ? Tests
                                                                          : std::vector<const Expr *>();
}

std::vector<const Expr *> spanTests(const IfStmt *If, const LoopOrder &Order, const VariableSet &Repeatable) {
  if (If->getElse() || If->getInit() || If->getConditionVariable() || If->isConstexpr() ||
      !If->getBeginLoc().isFileID() || !If->getCond()->getBeginLoc().isFileID() ||
      !If->getCond()->getEndLoc().isFileID() || !If->getEndLoc().isFileID())
    return {};
  VariableFlow Flow = variableFlow({If});
  bool StandsAlone = Flow.Leaves.empty() && llvm::all_of(Flow.Mentioned, [&](const VarDecl *Variable) {
                       return Flow.Inner.contains(Variable) || Repeatable.contains(Variable);
                     });
  return StandsAlone ? spanTests(If->getCond(), Order) : std::vector<const Expr *>();
}

static bool writesInside(const Region &Node, const VarDecl *Variable) {
  for (const ThreadCode *Code : {&Node.Code, &Node.Init, &Node.Condition, &Node.Increment})
    if (Code->Flow.Written.contains(Variable))
      return true;
  return llvm::any_of(Node.Children, [&](const auto &Child) { return writesInside(*Child, Variable); });
}

const VarDecl *spanCounter(const Region &Loop, const BarrierRegions &Regions, const LoopOrder &Order) {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop.Statement);
  if (!For || Loop.Head != HeadKind::Masked || Loop.LosesThreads || Loop.SkipsRounds ||
      !Order.isStrided(For) || spanTests(For->getCond(), Order).size() != 1)
    return nullptr;
  const auto *Counter = cast<VarDecl>(cast<DeclStmt>(For->getInit())->getSingleDecl());
  if (writesInside(*Loop.Children.front(), Counter) || Regions.Escaping.contains(Counter))
    return nullptr;
  // One thread speaks for all, so the head must not need what threads have kept.
  for (const ThreadCode *Code : {&Loop.Init, &Loop.Condition, &Loop.Increment}) {
    CodeVariables Variables = Regions.variablesOf(*Code);
    for (const VariableSet *Set : {&Variables.Restored, &Variables.Fresh, &Variables.Kept})
      for (const VarDecl *Variable : *Set)
        if (Variable != Counter)
          return nullptr;
  }
  return Counter;
}

/// Whether the statement mentions one of the index variables in Asked other than by its x.
static bool asksBeyondX(const Stmt *S, const KernelUniformity &Kernel, unsigned Asked) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const KernelUniformity &Kernel;
    const unsigned Asked;
    const Expr *BaseOfX = nullptr; // members are visited before their bases
    bool Found = false;
    Finder(const KernelUniformity &Kernel, unsigned Asked) : Kernel(Kernel), Asked(Asked) {}
    bool VisitMemberExpr(MemberExpr *Member) {
      if (Member->getMemberDecl()->getName() == "x")
        BaseOfX = Member->getBase()->IgnoreParenImpCasts();
      return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr *Name) {
      Found |= (Kernel.indexVariable(Name->getDecl()) & Asked) != 0 && Name != BaseOfX;
      return !Found;
    }
  } Walk(Kernel, Asked);
  Walk.TraverseStmt(const_cast<Stmt *>(S));
  return Walk.Found;
}

bool usesRows(const KernelUniformity &Kernel, const FunctionDecl *Definition) {
  return asksBeyondX(Definition->getBody(), Kernel, ThreadIdx | BlockDim);
}

bool countsAlikeInRows(const Region &Loop, const BarrierRegions &Regions, const KernelUniformity &Kernel) {
  auto IsAlike = [&](const Stmt *S) { return !asksBeyondX(S, Kernel, ThreadIdx); };
  return llvm::all_of(std::array{&Loop.Init, &Loop.Condition, &Loop.Increment}, [&](const ThreadCode *Code) {
    return llvm::all_of(Code->Statements, IsAlike) &&
           llvm::all_of(Regions.variablesOf(*Code).Repeated,
                        [&](const VarDecl *Variable) { return IsAlike(Variable->getInit()); });
  });
}

} // namespace lorcha
