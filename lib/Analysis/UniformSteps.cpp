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

/// The variables of a body that nothing but such assignments changes.
class WriteFinder : public AstVisitor {
public:
  explicit WriteFinder(Stmt *Body) : Parents(Body) { TraverseStmt(Body); }

  llvm::MapVector<const VarDecl *, Writes> found() const {
    llvm::MapVector<const VarDecl *, Writes> Result;
    for (const auto &[Variable, Uses] : Known)
      if (!Uses.Found.empty() && Uses.Mentions == Uses.Reads + Uses.Found.size())
        Result[Variable] = Uses.Found;
    return Result;
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
    unsigned Mentions = 0, Reads = 0;
    Writes Found;
  };

  static const VarDecl *named(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && isPerThread(Variable) && !isa<ParmVarDecl>(Variable) &&
                   !Variable->getType().isVolatileQualified() &&
                   (isWideInteger(Variable) || Variable->getType()->isPointerType())
               ? Variable
               : nullptr;
  }
  void note(const VarDecl *Variable, const Expr *Write) {
    const Stmt *Around = Parents.getParent(Write);
    const auto *For = dyn_cast<ForStmt>(Around);
    if (isa<CompoundStmt, IfStmt, WhileStmt, DoStmt>(Around) || (For && For->getBody() == Write))
      Known[Variable].Found.push_back(Write);
  }

  ParentMap Parents;
  llvm::MapVector<const VarDecl *, Uses> Known;
};

/// The variables of one kernel.
class StepSplitter {
public:
  StepSplitter(ParsedUnit &Unit, const FunctionDecl *Kernel, SourceChanges &Changes)
      : SM(Unit.sources()), Body(Kernel->getBody()), Parents(Body), Kernel(Unit, Kernel),
        Facts(*this->Kernel.of(Kernel)), Order(this->Kernel, Facts, usesRows(this->Kernel, Kernel)),
        Changes(Changes) {}

  void run(const llvm::MapVector<const VarDecl *, Writes> &Candidates) {
    std::map<SourceLocation, std::string> Declarations; // in front of what a block begins with
    for (const auto &[Variable, Found] : Candidates) {
      const CompoundStmt *Block = blockOf(Variable);
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

  /// The block in braces that declares the variable; null if a loop's head does, or a switch may come by it.
  const CompoundStmt *blockOf(const VarDecl *Variable) const {
    for (const Stmt *S = Body; S;) {
      const Stmt *Next = nullptr;
      for (const Stmt *Child : S->children()) {
        const auto *Declared = dyn_cast_or_null<DeclStmt>(Child);
        if (Declared && llvm::is_contained(Declared->decls(), Variable)) {
          const auto *Block = dyn_cast<CompoundStmt>(S);
          const Stmt *Around = Block ? Parents.getParent(Block) : nullptr;
          return Block && Block->getLBracLoc().isFileID() && !isa_and_nonnull<SwitchStmt>(Around) ? Block
                                                                                                  : nullptr;
        }
        if (Child && SM.isPointWithin(Variable->getLocation(), Child->getBeginLoc(), Child->getEndLoc()))
          Next = Child;
      }
      S = Next;
    }
    return nullptr;
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
  Stmt *Body;
  ParentMap Parents;
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
    if (auto Candidates = WriteFinder(Function->getBody()).found(); !Candidates.empty())
      StepSplitter(Unit, Function, Changes).run(Candidates);
  }
  return Changes.texts();
}

} // namespace lorcha
