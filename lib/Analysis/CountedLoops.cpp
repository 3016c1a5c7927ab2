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
    if (!Counter || !Step || !countsAlike(Counter) || isInWritten(While) || While->getConditionVariable() ||
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
    Written.insert(While);
    return true;
  }
  /// `do { ... } while (++i < n);` has one round at least.
  bool VisitDoStmt(DoStmt *Do) override {
    const auto *Comparison = dyn_cast<BinaryOperator>(Do->getCond()->IgnoreParenImpCasts());
    const auto *Step =
        Comparison ? dyn_cast<UnaryOperator>(Comparison->getLHS()->IgnoreParenImpCasts()) : nullptr;
    const VarDecl *Counter = Step && Step->getOpcode() == UO_PreInc
                                 ? counterOf(Step->getSubExpr(), Comparison->getRHS())
                                 : nullptr;
    if (!Counter || Comparison->getOpcode() != BO_LT || !countsAlike(Counter) || isInWritten(Do) ||
        !Counter->getType()->isSignedIntegerType() || !hasTypeOf(Comparison->getRHS(), Counter) ||
        Comparison->getRHS()->HasSideEffects(Unit.ast()) || !areSteps(Do, Counter, {Do->getBody()}))
      return true;
    const std::optional<FileStretch> Stepped = stretchOf(Step), Bound = stretchOf(Comparison->getRHS());
    const std::optional<FileStretch> Asked = stretchOf(Do->getCond());
    std::optional<Mentions> Found = mentionsIn(Do, Counter, SM);
    if (!Stepped || !Bound || !Asked || !Found ||
        !isWritten({Do->getDoLoc(), Do->getWhileLoc(), Do->getRParenLoc()}))
      return true;
    const FileID File = Stepped->File;
    const unsigned Begin = SM.getFileOffset(Do->getDoLoc()), Closing = SM.getFileOffset(Do->getRParenLoc());
    const std::optional<unsigned> Behind = behindSemicolon({File, Closing, Closing + 1});
    if (!Behind)
      return true;
    const std::string Old = Counter->getNameAsString();
    const bool IsName = isa<DeclRefExpr, IntegerLiteral>(Comparison->getRHS()->IgnoreImpCasts());
    const std::string End = IsName ? textOf(*Bound) : "(" + textOf(*Bound) + ")";
    Changes.replace({File, Begin, Begin + 2}, "for (" + declaration(Counter) + " = " + Old + "; " +
                                                  nameOf(Counter) + " < (" + End + " > " + Old + " + 1 ? " +
                                                  End + " : " + Old + " + 1); " +
                                                  renamed(*Stepped, Counter, *Found) + ")");
    Changes.replace({File, SM.getFileOffset(Do->getWhileLoc()), *Behind}, "");
    llvm::erase_if(*Found, [&](unsigned Offset) { return Offset >= Asked->Begin && Offset < Asked->End; });
    rename(File, Counter, *Found);
    Written.insert(Do);
    return true;
  }
  bool VisitForStmt(ForStmt *For) override {
    const VarDecl *Counter = For->getCond() ? counterIn(For->getCond()) : nullptr;
    if (!Counter || isInWritten(For) || For->getConditionVariable() || !For->getInc() ||
        !isStep(For->getInc(), Counter) || !areSteps(For, Counter, {For->getBody()}) ||
        !begins(For->getInit(), Counter) || !isWritten({For->getBeginLoc(), For->getLParenLoc()}))
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
    Written.insert(For);
    return true;
  }

private:
  /// Whether a loop around is written out: its counter gets another name in this one, too, whose turn is the
  /// next.
  bool isInWritten(const Stmt *Loop) const {
    for (const Stmt *Outer = Parents.getParent(Loop); Outer; Outer = Parents.getParent(Outer))
      if (Written.contains(Outer))
        return true;
    return false;
  }

  /// The variable that a condition compares to something that is equal for all threads; null if it is another
  /// condition.
  const VarDecl *counterIn(const Expr *Condition) const {
    const auto *Comparison = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
    return Comparison && Comparison->isRelationalOp() ? counterOf(Comparison->getLHS(), Comparison->getRHS())
                                                      : nullptr;
  }
  const VarDecl *counterOf(const Expr *Compared, const Expr *Bound) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(Compared->IgnoreParenImpCasts());
    const auto *Counter = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Counter || !isPerThread(Counter) || isa<ParmVarDecl>(Counter) || Flow.Escaping.contains(Counter) ||
        Facts.of(Bound) != Uniformity::Block)
      return nullptr;
    return isWideInteger(Counter) ? Counter : nullptr;
  }
  static bool hasTypeOf(const Expr *E, const VarDecl *Variable) {
    return E->IgnoreParenImpCasts()->getType().getCanonicalType().getUnqualifiedType() ==
           Variable->getType().getCanonicalType().getUnqualifiedType();
  }

  /// Whether all threads have the same in the variable, or neighbours begin side by side.
  bool countsAlike(const VarDecl *Counter) const {
    return Facts.of(Counter) == Uniformity::Block || Order.shapeOf(Counter) == IndexShape::Unit;
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

  /// `i += step`, `i = i + step`, `++i` or `--i`, by the same for all threads.
  bool isStep(const Expr *E, const VarDecl *Counter) const {
    const auto *Unary = dyn_cast<UnaryOperator>(E->IgnoreParens());
    if (Unary && Unary->isIncrementDecrementOp())
      return rootVariable(Unary->getSubExpr()) == Counter;
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
  llvm::SmallPtrSet<const Stmt *, 4> Written;
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
