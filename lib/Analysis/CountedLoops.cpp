// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/CountedLoops.h"
#include "SharedRoots.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Frontend/SourceChanges.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// Narrower integers wrap around within a block.
constexpr unsigned LeastBits = 32;

/// Where loops end that were given a block of their own: by file and offset, where they begin. Of templates,
/// one instantiation after the other.
using LoopEnds = std::map<std::pair<FileID, unsigned>, std::set<unsigned>>;

/// The loops of one kernel.
class LoopWriter : public AstVisitor {
public:
  LoopWriter(ParsedUnit &Unit, const FunctionDecl *Kernel, SourceChanges &Changes, LoopEnds &Ends)
      : Unit(Unit), SM(Unit.sources()), Parents(Kernel->getBody()), Kernel(Unit, Kernel),
        Facts(*this->Kernel.of(Kernel)), Order(this->Kernel, Facts, usesRows(this->Kernel, Kernel)),
        Flow(variableFlow({Kernel->getBody()})), Changes(Changes), Ends(Ends) {}

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
    if (!Behind || !Asked || !isWritten(While, While->getRParenLoc()))
      return true;
    const FileID File = Last->File;
    const unsigned Closing = SM.getFileOffset(While->getRParenLoc());
    Changes.replace({File, SM.getFileOffset(While->getBeginLoc()), Asked->Begin},
                    openText(Counter) + firstText(Counter) + "; ");
    Changes.replace({File, Closing, Closing + 1}, "; " + textOf(*Last) + ")");
    Changes.replace({File, Last->Begin, *Behind}, "");
    close(While);
    return true;
  }
  bool VisitForStmt(ForStmt *For) override {
    const VarDecl *Counter = For->getCond() ? counterIn(For->getCond()) : nullptr;
    if (!Counter || For->getConditionVariable() || !For->getInc() || !isStep(For->getInc(), Counter) ||
        isa_and_nonnull<DeclStmt>(For->getInit()) || !areSteps(For, Counter, {For->getBody()}) ||
        !isWritten(For, For->getLParenLoc()))
      return true;
    if (!For->getInit()) {
      if (Order.shapeOf(Counter) != IndexShape::Unit)
        return true;
      Changes.replace({SM.getFileID(For->getForLoc()), SM.getFileOffset(For->getForLoc()),
                       SM.getFileOffset(For->getLParenLoc()) + 1},
                      openText(Counter) + firstText(Counter));
      close(For);
      return true;
    }
    const auto *First = dyn_cast<BinaryOperator>(For->getInit());
    if (First && First->getOpcode() == BO_Assign && rootVariable(First->getLHS()) == Counter &&
        isa<DeclRefExpr>(First->getLHS()) && Order.shapeOf(First->getRHS()) == IndexShape::Unit &&
        !variableFlow({First->getRHS()}).Mentioned.contains(Counter))
      Changes.insert(First->getBeginLoc(), typeOf(Counter) + " ");
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
    QualType Type = Counter->getType();
    bool IsNumber = isa<BuiltinType>(Type.getCanonicalType()) && Type->isIntegerType() &&
                    !Type->isBooleanType() && Unit.ast().getIntWidth(Type) >= LeastBits &&
                    !Type->getAs<SubstTemplateTypeParmType>();
    return IsNumber ? Counter : nullptr;
  }

  /// `i += step` or `i = i + step`, by the same for all threads.
  bool isStep(const Expr *E, const VarDecl *Counter) const {
    const auto *Sum = dyn_cast<CompoundAssignOperator>(E->IgnoreParens());
    bool IsSum = Sum && (Sum->getOpcode() == BO_AddAssign || Sum->getOpcode() == BO_SubAssign) &&
                 isa<DeclRefExpr>(Sum->getLHS()->IgnoreParens()) && rootVariable(Sum->getLHS()) == Counter;
    const Expr *Added = IsSum ? Sum->getRHS() : addedTo(E->IgnoreParens(), Counter);
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

  /// Whether the loop's head and end stand in one file, and no macro makes them.
  bool isWritten(const Stmt *Loop, SourceLocation Parenthesis) const {
    std::optional<FileStretch> Whole = stretchOf(Loop);
    return Loop->getBeginLoc().isFileID() && Parenthesis.isFileID() && Loop->getEndLoc().isFileID() &&
           Whole && endOf(Loop, *Whole);
  }

  std::optional<FileStretch> stretchOf(const Stmt *S) const {
    const CharSourceRange Chars =
        Lexer::makeFileCharRange(CharSourceRange::getTokenRange(S->getSourceRange()), SM, Unit.language());
    if (Chars.isInvalid())
      return std::nullopt;
    return FileStretch{SM.getFileID(Chars.getBegin()), SM.getFileOffset(Chars.getBegin()),
                       SM.getFileOffset(Chars.getEnd())};
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
  std::optional<unsigned> endOf(const Stmt *Loop, const FileStretch &Whole) const {
    const Stmt *Last = Loop;
    while (const Stmt *Inner = isa<ForStmt>(Last)     ? cast<ForStmt>(Last)->getBody()
                               : isa<WhileStmt>(Last) ? cast<WhileStmt>(Last)->getBody()
                                                      : nullptr)
      Last = Inner;
    return isa<CompoundStmt>(Last) ? Whole.End : behindSemicolon(Whole);
  }
  static std::string typeOf(const VarDecl *Counter) {
    return Counter->getType().getCanonicalType().getUnqualifiedType().getAsString();
  }
  static std::string openText(const VarDecl *Counter) {
    return "{ const " + typeOf(Counter) + " lorchaFirst = " + Counter->getNameAsString() + "; for (";
  }
  static std::string firstText(const VarDecl *Counter) {
    return typeOf(Counter) + " " + Counter->getNameAsString() + " = lorchaFirst";
  }
  void close(const Stmt *Loop) {
    std::optional<FileStretch> Whole = stretchOf(Loop);
    const unsigned End = *endOf(Loop, *Whole);
    Ends[{Whole->File, End}].insert(Whole->Begin);
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  ParentMap Parents;
  KernelUniformity Kernel;
  const FunctionUniformity &Facts;
  LoopOrder Order;
  VariableFlow Flow;
  SourceChanges &Changes;
  LoopEnds &Ends;
};

} // namespace

std::map<std::string, std::string> writeOutCountedLoops(ParsedUnit &Unit) {
  SourceChanges Changes(Unit.sources());
  LoopEnds Ends;
  SharedRoots Roots(Unit);
  for (const FunctionDecl *Function : Roots.functions())
    if (Function->hasAttr<CUDAGlobalAttr>())
      LoopWriter(Unit, Function, Changes, Ends).TraverseStmt(Function->getBody());
  for (const auto &[Place, Loops] : Ends) {
    std::string Text;
    for (size_t I = 0; I < Loops.size(); ++I)
      Text += " }";
    Changes.replace({Place.first, Place.second, Place.second}, Text);
  }
  return Changes.texts();
}

} // namespace lorcha
