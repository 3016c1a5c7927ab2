// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "StagedValues.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Frontend/Frontend.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

const VarDecl *assignedBy(const Expr *E) {
  const auto *Assignment = dyn_cast<BinaryOperator>(E->IgnoreParens());
  if (!Assignment || !Assignment->isAssignmentOp())
    return nullptr;
  const auto *Target = dyn_cast<DeclRefExpr>(Assignment->getLHS()->IgnoreParens());
  return Target ? dyn_cast<VarDecl>(Target->getDecl()) : nullptr;
}

/// The variable to which the statement assigns if it does nothing else; null if it does. Counts the
/// assignments.
const VarDecl *stageOf(const Stmt *S, unsigned &Assignments) {
  if (const auto *E = dyn_cast_or_null<Expr>(S)) {
    ++Assignments;
    return assignedBy(E);
  }
  if (const auto *Compound = dyn_cast_or_null<CompoundStmt>(S)) {
    const VarDecl *Target = nullptr;
    for (const Stmt *Each : Compound->body()) {
      const VarDecl *Next = stageOf(Each, Assignments);
      if (!Next || (Target && Next != Target))
        return nullptr;
      Target = Next;
    }
    return Target;
  }
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  if (!If || If->getInit() || If->getConditionVariable() || If->isConstexpr())
    return nullptr;
  const VarDecl *Target = stageOf(If->getThen(), Assignments);
  return !If->getElse() || stageOf(If->getElse(), Assignments) == Target ? Target : nullptr;
}

bool mayBeStaged(const Decl *D) {
  const auto *Variable = dyn_cast<VarDecl>(D);
  return Variable && isPerThread(Variable) && Variable->getType()->isScalarType() &&
         !Variable->getType().isVolatileQualified();
}

class Finder : public AstVisitor {
public:
  StagedValues Found;
  llvm::DenseMap<const VarDecl *, unsigned> Mentions, Reads;

  bool VisitCompoundStmt(CompoundStmt *Block) override {
    if (llvm::any_of(Block->body(), [](const Stmt *S) { return isa<SwitchCase, LabelStmt>(S); }))
      return true;
    StagedValues Here;
    for (const Stmt *S : Block->body()) {
      if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Declared->decls())
          if (mayBeStaged(D))
            Here[cast<VarDecl>(D)];
        continue;
      }
      unsigned Assignments = 0;
      auto Value = Here.find(stageOf(S, Assignments));
      if (Value == Here.end())
        continue;
      Value->second.Stages.push_back(S);
      Value->second.Assignments += Assignments;
    }
    Found.insert(Here.begin(), Here.end());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      ++Mentions[Variable];
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (Cast->getCastKind() == CK_LValueToRValue)
      read(Cast->getSubExpr()->IgnoreParens());
    return true;
  }

private:
  void read(const Expr *E) {
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) { // of two lvalues
      read(Choice->getTrueExpr()->IgnoreParens());
      read(Choice->getFalseExpr()->IgnoreParens());
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        ++Reads[Variable];
    }
  }
};

} // namespace

StagedValues findStagedValues(const Stmt *Body) {
  Finder Walk;
  Walk.TraverseStmt(const_cast<Stmt *>(Body));
  for (auto Each = Walk.Found.begin(); Each != Walk.Found.end();) {
    const auto &[Variable, Value] = *Each;
    bool IsStaged = !Value.Stages.empty() &&
                    Walk.Mentions.lookup(Variable) == Walk.Reads.lookup(Variable) + Value.Assignments;
    Each = IsStaged ? std::next(Each) : Walk.Found.erase(Each);
  }
  return std::move(Walk.Found);
}

bool hasTextOfItsOwn(const Stmt *S, ParsedUnit &Unit) {
  const SourceManager &SM = Unit.ast().getSourceManager();
  CharSourceRange Text =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(S->getSourceRange()), SM, Unit.language());
  return Text.isValid() && Text.getBegin() == SM.getExpansionLoc(S->getBeginLoc());
}

} // namespace lorcha
