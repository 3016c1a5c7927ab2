// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges of shared elements under a condition, as in sorting networks, become stores that every thread
// makes:
//   int a = keys[low], b = keys[high];   int a = keys[low], b = keys[high];
//   if (a > b) {                         if (const bool lorchaTakes = static_cast<bool>(a > b); true) {
//     keys[low] = b;                       keys[low] = lorchaTakes ? b : a;
//     keys[high] = a;                      keys[high] = lorchaTakes ? a : b;
//   }                                    }
// Processors without scattered stores under masks would branch for each of them. A thread stores what it has
// just read from the element: nobody else may have changed that since, as it would race with the read, and
// one host thread runs the block.
#include "CpuEmitter.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/FoldingSet.h"

using namespace clang;

namespace lorcha {

namespace {

/// A variable that was initialised with a shared element just before.
struct ElementRead {
  const VarDecl *Value;
  const ArraySubscriptExpr *Element;
};

/// An element of a shared array, or of one of its rows, that is a number; null for other expressions.
const ArraySubscriptExpr *sharedNumber(const Expr *E) {
  const auto *Element = dyn_cast<ArraySubscriptExpr>(E->IgnoreParens());
  if (!Element || !Element->getType()->isArithmeticType() || Element->getType().isVolatileQualified())
    return nullptr;
  const Expr *Base = Element->getBase()->IgnoreParenImpCasts();
  while (const auto *Row = dyn_cast<ArraySubscriptExpr>(Base))
    Base = Row->getBase()->IgnoreParenImpCasts();
  const auto *Array = dyn_cast<DeclRefExpr>(Base);
  bool IsShared = Array && Array->getDecl()->hasAttr<CUDASharedAttr>() && Array->getType()->isArrayType();
  return IsShared ? Element : nullptr;
}

class Finder : public AstVisitor {
public:
  explicit Finder(CpuEmitterState &State) : State(State) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCompoundStmt(CompoundStmt *Block) override {
    std::vector<ElementRead> Reads;
    for (const Stmt *S : Block->body()) {
      if (const auto *Declared = dyn_cast<DeclStmt>(S); Declared && onlyComputes(Declared)) {
        addReads(Declared, Reads);
        continue;
      }
      if (const auto *If = dyn_cast<IfStmt>(S); If && !Reads.empty())
        print(If, Reads);
      Reads.clear();
    }
    return true;
  }

private:
  const ASTContext &context() const { return State.Unit.ast(); }

  bool onlyComputes(const DeclStmt *Declared) const {
    return llvm::all_of(Declared->decls(), [&](const Decl *D) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      return Variable && Variable->hasLocalStorage() && Variable->getType()->isArithmeticType() &&
             Variable->getInit() && !Variable->getInit()->HasSideEffects(context());
    });
  }

  static void addReads(const DeclStmt *Declared, std::vector<ElementRead> &Reads) {
    for (const Decl *D : Declared->decls()) {
      const auto *Variable = cast<VarDecl>(D);
      const auto *Load = dyn_cast<ImplicitCastExpr>(Variable->getInit()->IgnoreParens());
      if (Load && Load->getCastKind() == CK_LValueToRValue)
        if (const ArraySubscriptExpr *Element = sharedNumber(Load->getSubExpr()))
          Reads.push_back({Variable, Element});
    }
  }

  bool areSame(const Expr *A, const Expr *B) const {
    llvm::FoldingSetNodeID OfA, OfB;
    A->Profile(OfA, context(), true);
    B->Profile(OfB, context(), true);
    return OfA == OfB;
  }

  /// The variable that an expression is; null if it is more.
  static const DeclRefExpr *variableIn(const Expr *E) {
    const auto *Load = dyn_cast<ImplicitCastExpr>(E);
    return Load && Load->getCastKind() == CK_LValueToRValue ? dyn_cast<DeclRefExpr>(Load->getSubExpr())
                                                            : nullptr;
  }

  static const ElementRead *find(const std::vector<ElementRead> &Reads, const ValueDecl *Value) {
    auto It = llvm::find_if(Reads, [&](const ElementRead &Each) { return Each.Value == Value; });
    return It == Reads.end() ? nullptr : &*It;
  }

  /// A store of the branch, and what the element held before.
  struct Exchange {
    const DeclRefExpr *Stored;
    const VarDecl *Before;
  };

  /// Nothing, if the statement is something else.
  std::optional<Exchange> exchangeIn(const Stmt *S, const std::vector<ElementRead> &Reads) const {
    const auto *Store = dyn_cast<BinaryOperator>(S);
    if (!Store || Store->getOpcode() != BO_Assign)
      return std::nullopt;
    const ArraySubscriptExpr *Element = sharedNumber(Store->getLHS());
    const DeclRefExpr *Stored = variableIn(Store->getRHS());
    if (!Element || !Stored || !Stored->getLocation().isFileID() || !find(Reads, Stored->getDecl()))
      return std::nullopt;
    auto Before =
        llvm::find_if(Reads, [&](const ElementRead &Each) { return areSame(Each.Element, Element); });
    if (Before == Reads.end() ||
        !context().hasSameUnqualifiedType(Before->Value->getType(), Stored->getType()))
      return std::nullopt;
    return Exchange{Stored, Before->Value};
  }

  void print(const IfStmt *If, const std::vector<ElementRead> &Reads) {
    VariableFlow Asked = variableFlow({If->getCond()});
    bool IsPlain = !If->getElse() && !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() &&
                   If->getBeginLoc().isFileID() && If->getLParenLoc().isFileID() &&
                   If->getRParenLoc().isFileID() && !If->getCond()->HasSideEffects(context());
    bool AsksReads =
        llvm::any_of(Reads, [&](const ElementRead &Each) { return Asked.Mentioned.contains(Each.Value); });
    const auto *Body = dyn_cast<CompoundStmt>(If->getThen());
    if (!IsPlain || !AsksReads || !Body || Body->body_empty() || Body->size() > Reads.size() ||
        !Printed.insert(If->getBeginLoc()).second)
      return;
    std::vector<Exchange> Exchanges;
    for (const Stmt *S : Body->body())
      if (std::optional<Exchange> Found = exchangeIn(S, Reads))
        Exchanges.push_back(*Found);
    if (Exchanges.size() != Body->size())
      return;
    State.Edits.replaceToken(If->getLParenLoc(), "(const bool lorchaTakes = static_cast<bool>(");
    State.Edits.replaceToken(If->getRParenLoc(), "); true)");
    for (const Exchange &Each : Exchanges)
      State.Edits.replaceToken(Each.Stored->getLocation(), "lorchaTakes ? " +
                                                               Each.Stored->getDecl()->getNameAsString() +
                                                               " : " + Each.Before->getNameAsString());
  }

  CpuEmitterState &State;
  std::set<SourceLocation> Printed;
};

} // namespace

void printChosenStores(CpuEmitterState &State, const KernelPlan &Plan) {
  const FunctionDecl *Definition =
      definitionsOf(*Plan.Model).empty() ? nullptr : definitionsOf(*Plan.Model).front();
  if (Plan.Form != CpuForm::Fiber && Plan.ChoosesStores && Definition)
    Finder(State).TraverseStmt(Definition->getBody());
}

} // namespace lorcha
