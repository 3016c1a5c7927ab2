// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ChosenStores.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"
#include <set>

using namespace clang;

namespace lorcha {

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

bool areSameText(const Expr *A, const Expr *B, const ASTContext &Context) {
  llvm::FoldingSetNodeID OfA, OfB;
  A->Profile(OfA, Context, true);
  B->Profile(OfB, Context, true);
  return OfA == OfB;
}

namespace {

/// A variable that was initialised with a shared element just before.
struct ElementRead {
  const VarDecl *Value;
  const ArraySubscriptExpr *Element;
};

class Finder : public AstVisitor {
public:
  Finder(const ASTContext &Context, std::vector<ChosenStores> &Found) : Context(Context), Found(Found) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCompoundStmt(CompoundStmt *Block) override {
    std::vector<ElementRead> Reads;
    for (const Stmt *S : Block->body()) {
      if (const auto *Declared = dyn_cast<DeclStmt>(S); Declared && onlyComputes(Declared)) {
        addReads(Declared, Reads);
        continue;
      }
      if (const auto *If = dyn_cast<IfStmt>(S); If && !Reads.empty())
        look(If, Reads);
      Reads.clear();
    }
    return true;
  }

private:
  bool onlyComputes(const DeclStmt *Declared) const {
    return llvm::all_of(Declared->decls(), [&](const Decl *D) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      return Variable && Variable->hasLocalStorage() && Variable->getType()->isArithmeticType() &&
             Variable->getInit() && !Variable->getInit()->HasSideEffects(Context);
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

  /// Nothing, if the statement is something else.
  std::optional<ChosenStores::Exchange> exchangeIn(const Stmt *S,
                                                   const std::vector<ElementRead> &Reads) const {
    const auto *Store = dyn_cast<BinaryOperator>(S);
    if (!Store || Store->getOpcode() != BO_Assign)
      return std::nullopt;
    const ArraySubscriptExpr *Element = sharedNumber(Store->getLHS());
    const DeclRefExpr *Stored = variableIn(Store->getRHS());
    if (!Element || !Stored || !Stored->getLocation().isFileID() || !find(Reads, Stored->getDecl()))
      return std::nullopt;
    auto Before = llvm::find_if(
        Reads, [&](const ElementRead &Each) { return areSameText(Each.Element, Element, Context); });
    if (Before == Reads.end() || !Context.hasSameUnqualifiedType(Before->Value->getType(), Stored->getType()))
      return std::nullopt;
    return ChosenStores::Exchange{Stored, Before->Value};
  }

  void look(const IfStmt *If, const std::vector<ElementRead> &Reads) {
    VariableFlow Asked = variableFlow({If->getCond()});
    bool IsPlain = !If->getElse() && !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() &&
                   If->getBeginLoc().isFileID() && If->getLParenLoc().isFileID() &&
                   If->getRParenLoc().isFileID() && !If->getCond()->HasSideEffects(Context);
    bool AsksReads =
        llvm::any_of(Reads, [&](const ElementRead &Each) { return Asked.Mentioned.contains(Each.Value); });
    const auto *Body = dyn_cast<CompoundStmt>(If->getThen());
    if (!IsPlain || !AsksReads || !Body || Body->body_empty() || Body->size() > Reads.size() ||
        !Seen.insert(If->getBeginLoc()).second)
      return;
    ChosenStores Result = {If, {}};
    for (const Stmt *S : Body->body())
      if (std::optional<ChosenStores::Exchange> Each = exchangeIn(S, Reads))
        Result.Exchanges.push_back(*Each);
    if (Result.Exchanges.size() == Body->size())
      Found.push_back(std::move(Result));
  }

  const ASTContext &Context;
  std::vector<ChosenStores> &Found;
  std::set<SourceLocation> Seen;
};

} // namespace

std::vector<ChosenStores> findChosenStores(const Stmt *Body, const ASTContext &Context) {
  std::vector<ChosenStores> Found;
  Finder(Context, Found).TraverseStmt(const_cast<Stmt *>(Body));
  return Found;
}

} // namespace lorcha
