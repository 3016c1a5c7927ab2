// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Accesses are counted by how often a thread makes them, as far as that is known.
#include "lorcha/Analysis/SharedLayout.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

/// Rounds of loops whose count is not known, and the most and the fewest that are taken for granted.
static constexpr int64_t UsualRounds = 16, MostRounds = 64, StridedRounds = 4;

static const VarDecl *localSharedMatrix(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || !Variable->hasAttr<CUDASharedAttr>() || !Variable->isLocalVarDecl() ||
      Variable->getType().isVolatileQualified())
    return nullptr;
  const ASTContext &Context = Variable->getASTContext();
  const ConstantArrayType *Rows = Context.getAsConstantArrayType(Variable->getType());
  const ConstantArrayType *Columns = Rows ? Context.getAsConstantArrayType(Rows->getElementType()) : nullptr;
  return Columns && !Columns->getElementType()->isArrayType() &&
                 !Columns->getElementType().isVolatileQualified()
             ? Variable
             : nullptr;
}

SharedElement sharedElement(const Expr *E) {
  const auto *Outer = dyn_cast<ArraySubscriptExpr>(E->IgnoreParens());
  const auto *Inner = Outer ? dyn_cast<ArraySubscriptExpr>(Outer->getLHS()->IgnoreParenImpCasts()) : nullptr;
  const VarDecl *Array = Inner ? localSharedMatrix(Inner->getLHS()) : nullptr;
  return Array ? SharedElement{Array, Inner->getRHS(), Outer->getRHS()} : SharedElement();
}

namespace {

class AccessCounter {
public:
  explicit AccessCounter(const LoopOrder &Order) : Order(Order) {}
  VariableSet Refused;
  llvm::MapVector<const VarDecl *, int64_t> Votes; ///< for the first index innermost, less those against it
  bool HasLambda = false;

  void visit(const Stmt *S, int64_t Rounds) {
    if (!S)
      return;
    if (const auto *Address = dyn_cast<UnaryOperator>(S); Address && Address->getOpcode() == UO_AddrOf)
      if (SharedElement Element = sharedElement(Address->getSubExpr()); Element.Array)
        Refused.insert(Element.Array);
    HasLambda |= isa<LambdaExpr>(S);
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (SharedElement Element = sharedElement(E); Element.Array) {
        vote(Element, Rounds);
        visit(Element.First, Rounds);
        visit(Element.Second, Rounds);
        return;
      }
      if (const VarDecl *Variable = isa<DeclRefExpr>(E) ? localSharedMatrix(E) : nullptr)
        Refused.insert(Variable);
    }
    if (isa<ForStmt, WhileStmt, DoStmt>(S))
      Rounds *= roundsOf(S);
    for (const Stmt *Child : S->children())
      visit(Child, Rounds);
  }

private:
  int64_t roundsOf(const Stmt *Loop) const {
    const auto *For = dyn_cast<ForStmt>(Loop);
    if (For && Order.isStrided(For))
      return StridedRounds;
    int64_t Rounds = For ? Order.rounds(For).value_or(UsualRounds) : UsualRounds;
    return std::clamp<int64_t>(Rounds, 1, MostRounds);
  }

  void vote(const SharedElement &Element, int64_t Rounds) {
    IndexShape First = Order.shapeOf(Element.First), Second = Order.shapeOf(Element.Second);
    if (First == IndexShape::Unit && Second == IndexShape::Uniform)
      Votes[Element.Array] += Rounds;
    if (First == IndexShape::Uniform && Second == IndexShape::Unit)
      Votes[Element.Array] -= Rounds;
  }

  const LoopOrder &Order;
};

} // namespace

VariableSet transposedArrays(const FunctionDecl *Function, const LoopOrder &Order) {
  VariableSet Result;
  // The text of a template is shared by instantiations that may see it differently.
  if (Function->isTemplateInstantiation() || Function->isDependentContext() ||
      !Function->hasAttr<CUDAGlobalAttr>())
    return Result;
  AccessCounter Counter(Order);
  Counter.visit(Function->getBody(), 1);
  if (Counter.HasLambda)
    return Result;
  for (auto &[Array, Votes] : Counter.Votes)
    if (Votes > 0 && !Counter.Refused.contains(Array))
      Result.insert(Array);
  return Result;
}

} // namespace lorcha
