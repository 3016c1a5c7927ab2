// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/UniformSteps.h"
#include "SharedRoots.h"
#include "VariableMentions.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/RowFold.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// Assignments, each a statement, in the order of the text.
using Writes = std::vector<const Expr *>;

/// A variable that nothing but such assignments changes.
struct Candidate {
  const VarDecl *Variable;
  const DeclStmt *Declared;
  Writes Found;
};

class CandidateFinder : public AstVisitor {
public:
  CandidateFinder(Stmt *Body, const ParentMap &Parents) : Parents(Parents) { TraverseStmt(Body); }

  std::vector<Candidate> found() const {
    std::vector<Candidate> Result;
    for (const auto &[Variable, Uses] : Known)
      if (Uses.Declared && !Uses.Found.empty() && Uses.Mentions == Uses.Reads + Uses.Found.size())
        Result.push_back({Variable, Uses.Declared, Uses.Found});
    return Result;
  }

  bool VisitDeclStmt(DeclStmt *S) override {
    for (const Decl *D : S->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && isPlace(Variable))
        Known[Variable].Declared = S;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (const VarDecl *Variable = named(Ref))
      ++Known[Variable].Mentions;
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (const VarDecl *Variable = named(Cast->getSubExpr());
        Variable && Cast->getCastKind() == CK_LValueToRValue)
      ++Known[Variable].Reads;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (const VarDecl *Variable = named(E->getLHS()); Variable && E->isAssignmentOp())
      note(Variable, E);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (const VarDecl *Variable = named(E->getSubExpr()); Variable && E->isIncrementDecrementOp())
      note(Variable, E);
    return true;
  }

private:
  struct Uses {
    const DeclStmt *Declared = nullptr;
    unsigned Mentions = 0, Reads = 0;
    Writes Found;
  };

  static bool isPlace(const VarDecl *Variable) {
    return isPerThread(Variable) && !Variable->getType().isVolatileQualified() &&
           (isWideInteger(Variable) || Variable->getType()->isPointerType());
  }

  static const VarDecl *named(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && isPlace(Variable) ? Variable : nullptr;
  }
  void note(const VarDecl *Variable, const Expr *Write) {
    const Stmt *Around = Parents.getParent(Write);
    const auto *For = dyn_cast<ForStmt>(Around);
    if (isa<CompoundStmt, IfStmt, WhileStmt, DoStmt>(Around) || (For && For->getBody() == Write))
      Known[Variable].Found.push_back(Write);
  }

  const ParentMap &Parents;
  llvm::MapVector<const VarDecl *, Uses> Known;
};

/// The variables of one kernel.
class StepSplitter {
public:
  StepSplitter(ParsedUnit &Unit, const FunctionDecl *Kernel, const ParentMap &Parents, SourceChanges &Changes)
      : SM(Unit.sources()), Parents(Parents), Kernel(Unit, Kernel), Facts(*this->Kernel.of(Kernel)),
        Order(this->Kernel, Facts, usesRows(this->Kernel, Kernel)), Changes(Changes) {}

  void run(llvm::ArrayRef<Candidate> Candidates) {
    std::map<SourceLocation, std::string> Declarations; // in front of what a block begins with
    for (const auto &[Variable, Declared, Found] : Candidates) {
      const CompoundStmt *Block = blockAround(Declared);
      Writes Steps = Block ? stepsOf(Variable, Found, Block) : Writes();
      if (!Steps.empty() && rewrite(Block, Variable, Found, Steps))
        Declarations[Block->getLBracLoc().getLocWithOffset(1)] +=
            " " + typeOfSteps(Variable) + " " + nameOf(Variable) + " = 0;";
    }
    for (const auto &[Where, Text] : Declarations)
      Changes.insert(Where, Text);
  }

private:
  /// The steps behind what a thread begins with, which is put together in the block that declares the
  /// variable. None if some of them are not made together.
  Writes stepsOf(const VarDecl *Variable, const Writes &All, const CompoundStmt *Block) const {
    Writes Steps;
    const Expr *Init = Variable->getInit();
    bool IsOfThread = Init && Facts.of(Init) != Uniformity::Block, IsInLoop = false;
    for (const Expr *Write : All) {
      const auto *Assignment = dyn_cast<BinaryOperator>(Write);
      const Expr *Added = addedTo(Write, Variable);
      if (Assignment && (!Added || Facts.of(Added) != Uniformity::Block)) {
        if (!Steps.empty() || Parents.getParent(Write) != Block)
          return {};
        IsOfThread |= Facts.of(Assignment->getRHS()) != Uniformity::Block;
        continue;
      }
      if (!isTogether(Write))
        return {};
      IsInLoop |= loopAround(Write) != nullptr;
      Steps.push_back(Write);
    }
    return IsOfThread && IsInLoop ? Steps : Writes();
  }

  /// The block in braces that a declaration stands in; null for those in heads of loops, and where a switch
  /// may come by.
  const CompoundStmt *blockAround(const DeclStmt *Declared) const {
    const auto *Block = dyn_cast<CompoundStmt>(Parents.getParent(Declared));
    const Stmt *Around = Block ? Parents.getParent(Block) : nullptr;
    return Block && Block->getLBracLoc().isFileID() && !isa_and_nonnull<SwitchStmt>(Around) ? Block : nullptr;
  }

  const Stmt *loopAround(const Stmt *S) const {
    while (S && !isa<ForStmt, WhileStmt, DoStmt>(S))
      S = Parents.getParent(S);
    return S;
  }

  /// Whether all threads come to a step, in loops that go around the loop over threads.
  bool isTogether(const Expr *Step) const {
    if (Facts.controlWithin(Step) != Uniformity::Block)
      return false;
    for (const Stmt *Loop = loopAround(Step); Loop; Loop = loopAround(Parents.getParent(Loop)))
      if (!Order.isBetterOutside(Loop) && !waits(Loop))
        return false;
    return true;
  }

  bool waits(const Stmt *S) const {
    const auto *Call = dyn_cast_or_null<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
    return (Builtin && Builtin->Effect == BuiltinEffect::BlockBarrier) ||
           (S && llvm::any_of(S->children(), [&](const Stmt *Child) { return waits(Child); }));
  }

  /// Names what is added in place of the variable in its steps, and adds it elsewhere, but where the variable
  /// gets what it begins with.
  bool rewrite(const CompoundStmt *Block, const VarDecl *Variable, const Writes &Found, const Writes &Steps) {
    const FileID File = SM.getFileID(Variable->getLocation());
    std::optional<Mentions> All = mentionsIn(Block, Variable, SM);
    if (!All || SM.getFileID(Block->getLBracLoc()) != File)
      return false;
    std::map<unsigned, std::string> Special;
    for (const Expr *Write : Found) {
      const bool IsStep = llvm::is_contained(Steps, Write);
      const Mentions Here = *mentionsIn(Write, Variable, SM); // a part of All
      for (unsigned Offset : Here)
        Special[Offset] = IsStep ? nameOf(Variable) : Variable->getNameAsString();
    }
    for (unsigned Offset : *All) {
      auto Known = Special.find(Offset);
      Changes.replace(nameAt(File, Offset, Variable),
                      Known != Special.end()
                          ? Known->second
                          : "(" + Variable->getNameAsString() + " + " + nameOf(Variable) + ")");
    }
    return true;
  }

  static std::string typeOfSteps(const VarDecl *Variable) {
    return Variable->getType()->isPointerType() ? "__PTRDIFF_TYPE__" : plainType(Variable);
  }
  static std::string nameOf(const VarDecl *Variable) {
    return "lorcha_" + Variable->getNameAsString() + "_gone";
  }

  SourceManager &SM;
  const ParentMap &Parents;
  KernelUniformity Kernel;
  const FunctionUniformity &Facts;
  LoopOrder Order;
  SourceChanges &Changes;
};

} // namespace

std::map<std::string, std::string> splitUniformSteps(ParsedUnit &Unit) {
  SourceChanges Changes(Unit.sources());
  SharedRoots Roots(Unit);
  std::set<SourceLocation> Known; // of templates the first instantiation decides
  for (const FunctionDecl *Function : Roots.functions()) {
    if (!Function->hasAttr<CUDAGlobalAttr>() || hasLabels(Function->getBody()) ||
        !Known.insert(Function->getLocation()).second)
      continue;
    const ParentMap Parents(Function->getBody());
    if (auto Found = CandidateFinder(Function->getBody(), Parents).found(); !Found.empty())
      StepSplitter(Unit, Function, Parents, Changes).run(Found);
  }
  return Changes.texts();
}

} // namespace lorcha
