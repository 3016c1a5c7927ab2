// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/CountedLoops.h"
#include "SharedRoots.h"
#include "VariableMentions.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Frontend/SourceChanges.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// The loops of one kernel.
class LoopWriter : public AstVisitor {
public:
  LoopWriter(ParsedUnit &Unit, const FunctionDecl *Kernel, SourceChanges &Changes)
      : Unit(Unit), SM(Unit.sources()), Parents(Kernel->getBody()), Kernel(Unit, Kernel),
        Facts(*this->Kernel.of(Kernel)), Order(this->Kernel, Facts, usesRows(this->Kernel, Kernel)),
        Flow(variableFlow({Kernel->getBody()})), Changes(Changes) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitWhileStmt(WhileStmt *While) override {
    const auto *Block = dyn_cast<CompoundStmt>(While->getBody());
    const VarDecl *Counter = counterIn(While->getCond());
    const Expr *Step = Block && !Block->body_empty() ? dyn_cast<Expr>(Block->body_back()) : nullptr;
    if (!Counter || !Step || Order.shapeOf(Counter) != IndexShape::Unit || While->getConditionVariable() ||
        !isStep(Step, Counter) ||
        !areSteps(While, Counter, llvm::ArrayRef(Block->body_begin(), Block->size() - 1)) || continues(Block))
      return true;
    std::optional<FileStretch> Last = stretchOf(Step), Asked = stretchOf(While->getCond());
    std::optional<unsigned> Behind = Last ? behindSemicolon(*Last) : std::nullopt;
    std::optional<Mentions> Found = mentionsIn(While, Counter, SM);
    if (!Behind || !Asked || !isWritten({While->getBeginLoc(), While->getRParenLoc()}) || !Found)
      return true;
    const unsigned Closing = SM.getFileOffset(While->getRParenLoc());
    Changes.replace({Last->File, SM.getFileOffset(While->getBeginLoc()), Asked->Begin},
                    "for (" + declaration(Counter) + " = " + Counter->getNameAsString() + "; ");
    Changes.replace({Last->File, Closing, Closing + 1}, "; " + renamed(*Last, Counter, *Found) + ")");
    Changes.replace({Last->File, Last->Begin, *Behind}, "");
    llvm::erase_if(*Found, [&](unsigned Offset) { return Offset >= Last->Begin && Offset < Last->End; });
    rename(Last->File, Counter, *Found);
    return true;
  }
  bool VisitForStmt(ForStmt *For) override {
    const VarDecl *Counter = For->getCond() ? counterIn(For->getCond()) : nullptr;
    if (!Counter || For->getConditionVariable() || !For->getInc() || !isStep(For->getInc(), Counter) ||
        !areSteps(For, Counter, {For->getBody()}) || !begins(For->getInit(), Counter) ||
        !isWritten({For->getBeginLoc(), For->getLParenLoc()}))
      return true;
    std::optional<Mentions> Found = mentionsIn(For, Counter, SM);
    if (!Found)
      return true;
    const FileID File = SM.getFileID(For->getForLoc());
    if (For->getInit()) { // its first mention becomes a declaration
      const unsigned Name = Found->front();
      Changes.replace(nameAt(File, Name, Counter), declaration(Counter));
      llvm::erase(*Found, Name);
    } else {
      const unsigned Behind = SM.getFileOffset(For->getLParenLoc()) + 1;
      Changes.replace({File, Behind, Behind}, declaration(Counter) + " = " + Counter->getNameAsString());
    }
    rename(File, Counter, *Found);
    return true;
  }

private:
  /// The variable that a condition compares to something that is equal for all threads; null if it is another
  /// condition.
  const VarDecl *counterIn(const Expr *Condition) const {
    const auto *Comparison = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
    const auto *Ref = Comparison && Comparison->isRelationalOp()
                          ? dyn_cast<DeclRefExpr>(Comparison->getLHS()->IgnoreParenImpCasts())
                          : nullptr;
    const auto *Counter = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Counter || !isPerThread(Counter) || isa<ParmVarDecl>(Counter) || Flow.Escaping.contains(Counter) ||
        Facts.of(Comparison->getRHS()) != Uniformity::Block)
      return nullptr;
    return isWideInteger(Counter) ? Counter : nullptr;
  }

  /// Whether neighbours begin side by side: with what they have in the counter, or are given in the head.
  bool begins(const Stmt *Init, const VarDecl *Counter) const {
    if (!Init)
      return Order.shapeOf(Counter) == IndexShape::Unit;
    const auto *First = dyn_cast<BinaryOperator>(Init);
    return First && First->getOpcode() == BO_Assign && isa<DeclRefExpr>(First->getLHS()) &&
           rootVariable(First->getLHS()) == Counter &&
           !variableFlow({First->getRHS()}).Mentioned.contains(Counter) &&
           Order.shapeOf(First->getRHS()) == IndexShape::Unit;
  }

  /// `i += step` or `i = i + step`, by the same for all threads.
  bool isStep(const Expr *E, const VarDecl *Counter) const {
    const Expr *Added = addedTo(E->IgnoreParens(), Counter);
    return Added && Facts.of(Added) == Uniformity::Block;
  }

  /// Whether a loop whose other parts do not change the counter is all that wants it from there on.
  bool areSteps(const Stmt *Loop, const VarDecl *Counter, llvm::ArrayRef<const Stmt *> Rest) const {
    return !variableFlow(Rest).Written.contains(Counter) && !isWantedBehind(Loop, Counter) &&
           !isa_and_nonnull<AttributedStmt>(Parents.getParent(Loop));
  }
  bool isWantedBehind(const Stmt *Loop, const VarDecl *Counter) const {
    const Stmt *Inner = Loop;
    for (const Stmt *Outer = Parents.getParent(Loop); Outer;
         Inner = Outer, Outer = Parents.getParent(Outer)) {
      VariableFlow Behind;
      if (const auto *Block = dyn_cast<CompoundStmt>(Outer))
        Behind = variableFlow(llvm::ArrayRef(std::next(llvm::find(Block->body(), Inner)), Block->body_end()));
      else if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Outer))
        Behind = variableFlow({Outer}); // its next round
      if (Behind.Exposed.contains(Counter))
        return true;
      if (Behind.Killed.contains(Counter))
        return false;
    }
    return false;
  }

  static bool continues(const Stmt *Block) {
    return llvm::any_of(variableFlow({Block}).Leaves,
                        [](const Stmt *Leave) { return isa<ContinueStmt>(Leave); });
  }

  void rename(FileID File, const VarDecl *Counter, const Mentions &Found) {
    for (unsigned Offset : Found)
      Changes.replace(nameAt(File, Offset, Counter), nameOf(Counter));
  }
  std::string renamed(const FileStretch &Where, const VarDecl *Counter, const Mentions &Found) const {
    std::string Text;
    unsigned Position = Where.Begin;
    for (unsigned Offset : Found)
      if (Offset >= Where.Begin && Offset < Where.End) {
        Text += textOf({Where.File, Position, Offset}) + nameOf(Counter);
        Position = Offset + static_cast<unsigned>(Counter->getName().size());
      }
    return Text + textOf({Where.File, Position, Where.End});
  }

  static bool isWritten(llvm::ArrayRef<SourceLocation> Places) {
    return llvm::all_of(Places, [](SourceLocation Place) { return Place.isFileID(); });
  }

  std::optional<FileStretch> stretchOf(const Stmt *S) const {
    return lorcha::stretchOf(S->getSourceRange(), SM, Unit.language());
  }
  std::string textOf(const FileStretch &Where) const {
    return SM.getBufferData(Where.File).slice(Where.Begin, Where.End).str();
  }
  std::optional<unsigned> behindSemicolon(const FileStretch &Whole) const {
    SourceLocation End = SM.getComposedLoc(Whole.File, Whole.End - 1);
    std::optional<Token> Next = Lexer::findNextToken(End, SM, Unit.language());
    if (!Next || Next->isNot(tok::semi))
      return std::nullopt;
    return SM.getFileOffset(Next->getLocation()) + 1;
  }
  static std::string nameOf(const VarDecl *Counter) { return "lorcha_" + Counter->getNameAsString(); }
  static std::string declaration(const VarDecl *Counter) {
    return plainType(Counter) + " " + nameOf(Counter);
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  ParentMap Parents;
  KernelUniformity Kernel;
  const FunctionUniformity &Facts;
  LoopOrder Order;
  VariableFlow Flow;
  SourceChanges &Changes;
};

} // namespace

std::map<std::string, std::string> writeOutCountedLoops(ParsedUnit &Unit) {
  SourceChanges Changes(Unit.sources());
  SharedRoots Roots(Unit);
  for (const FunctionDecl *Function : Roots.functions())
    if (Function->hasAttr<CUDAGlobalAttr>() && !hasLabels(Function->getBody()))
      LoopWriter(Unit, Function, Changes).TraverseStmt(Function->getBody());
  return Changes.texts();
}

} // namespace lorcha
