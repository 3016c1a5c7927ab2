// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "WarpStepWriter.h"
#include "lorcha/Analysis/LoopParts.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace lorcha {

static constexpr llvm::StringLiteral Step = "lorchaWarpStep();";

static const Expr *assignedValue(const Expr *Store) {
  if (const auto *Assignment = dyn_cast<BinaryOperator>(Store))
    return Assignment->getRHS();
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(Store);
  const Expr *Value = Call && Call->getNumArgs() == 2 ? Call->getArg(1) : nullptr;
  return Value && !isa<InitListExpr>(Value->IgnoreImplicit()) ? Value : nullptr;
}

/// Whether the expression is a statement of its own in Parent.
static bool isStatementOf(const Stmt *Parent, const Stmt *E) {
  if (!Parent || isa<CompoundStmt, CaseStmt, DefaultStmt, LabelStmt>(Parent))
    return Parent;
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    return E == If->getThen() || E == If->getElse();
  return E == bodyOfLoop(Parent);
}

void WarpStepWriter::write(const WarpStepPlaces &Places, const ParentMap &Parents) {
  llvm::SetVector<const Stmt *> Around;
  for (const auto &[Statement, Store] : Places.Behind) {
    Around.insert(Statement);
    Unit.report(DiagId::WarpStep, Store->getSourceRange());
  }
  for (const auto &[Store, Steps] : Places.Stores) {
    const Stmt *S = Store;
    while (isa_and_nonnull<ExprWithCleanups, ParenExpr>(Parents.getParent(S)))
      S = Parents.getParent(S);
    if (!isStatementOf(Parents.getParent(S), S))
      continue; // a part of an expression
    writeStore(Store, Steps);
    for (const Stmt *Outer = Parents.getParent(S); Outer; Outer = Parents.getParent(Outer))
      if (isa<IfStmt>(Outer) || bodyOfLoop(Outer))
        Around.insert(Outer);
  }
  // Of those that end at one place, the inner ones first.
  llvm::SmallVector<const Stmt *, 0> Inner = Around.takeVector();
  llvm::stable_sort(Inner, [&](const Stmt *A, const Stmt *B) {
    return SM.isBeforeInTranslationUnit(B->getBeginLoc(), A->getBeginLoc());
  });
  for (const Stmt *Each : Inner) {
    const Stmt *Parent = Parents.getParent(Each);
    const bool HasHint = isa_and_nonnull<AttributedStmt>(Parent); // #pragma unroll
    if (HasHint)
      Parent = Parents.getParent(Parent);
    const bool IsInBlock = isa_and_nonnull<CompoundStmt>(Parent);
    if (IsInBlock || !HasHint)
      writeBehind(Each, IsInBlock);
  }
}

std::map<std::string, std::string> WarpStepWriter::texts() {
  for (const auto &[Place, Text] : Endings)
    Changes.replace({Place.first, Place.second, Place.second}, Text);
  return IsAsked ? std::map<std::string, std::string>() : Changes.texts();
}

void WarpStepWriter::writeStore(const Expr *Store, StoreSteps Steps) {
  const std::optional<FileStretch> Whole = stretchOf(Store);
  const std::optional<unsigned> End = Whole ? behindSemicolon(*Whole) : std::nullopt;
  if (!End)
    return writeOutMacro(Store->getBeginLoc());
  std::string Text = textOf(*Whole);
  if (const Expr *Assigned = assignedValue(Store); Assigned && Steps.Within) {
    const std::optional<FileStretch> Value = stretchOf(Assigned);
    if (!Value || Value->File != Whole->File || Value->Begin < Whole->Begin || Value->End > Whole->End)
      return writeOutMacro(Store->getBeginLoc());
    const FileStretch Place{Whole->File, Whole->Begin, Value->Begin};
    Text = ("const auto lorchaRead = " + textOf(*Value) + "; " + Step + " " + textOf(Place)).str() +
           "lorchaRead";
  }
  // Of templates, one instantiation after the other.
  if (!Changes.replace(*Whole, ("{ " + (Steps.Before ? Step + " " : "") + Text).str()))
    return;
  std::string &Ending = Endings[{Whole->File, *End}];
  if (Ending.empty())
    Ending = (Steps.After ? " " + Step + " }" : llvm::Twine(" }")).str();
  Unit.report(DiagId::WarpStep, Store->getSourceRange());
}

void WarpStepWriter::writeBehind(const Stmt *S, bool IsInBlock) {
  const std::optional<FileStretch> Whole = stretchOf(S);
  const std::optional<unsigned> End = Whole ? behind(S, *Whole) : std::nullopt;
  if (!End)
    return writeOutMacro(S->getBeginLoc());
  if (!Written.insert({Whole->File, Whole->Begin}).second)
    return;
  if (!IsInBlock && !Changes.insert(S->getBeginLoc(), "{ "))
    return;
  Endings[{Whole->File, *End}] += (" " + Step + (IsInBlock ? "" : " }")).str();
}

std::optional<FileStretch> WarpStepWriter::stretchOf(const Stmt *S) const {
  return lorcha::stretchOf(S->getSourceRange(), SM, Unit.language());
}

std::string WarpStepWriter::textOf(const FileStretch &Where) const {
  return SM.getBufferData(Where.File).slice(Where.Begin, Where.End).str();
}

std::optional<unsigned> WarpStepWriter::behind(const Stmt *S, const FileStretch &Whole) const {
  const Stmt *Last = S;
  while (!isa<DoStmt>(Last))
    if (const auto *If = dyn_cast<IfStmt>(Last))
      Last = If->getElse() ? If->getElse() : If->getThen();
    else if (const Stmt *Body = bodyOfLoop(Last))
      Last = Body;
    else if (const auto *Attributed = dyn_cast<AttributedStmt>(Last))
      Last = Attributed->getSubStmt();
    else
      break;
  return isa<CompoundStmt>(Last) ? Whole.End : behindSemicolon(Whole);
}

std::optional<unsigned> WarpStepWriter::behindSemicolon(const FileStretch &Whole) const {
  const llvm::StringRef Buffer = SM.getBufferData(Whole.File);
  if (Buffer.slice(0, Whole.End).ends_with(";")) // `if (a) ;`
    return Whole.End;
  const SourceLocation Start = SM.getLocForStartOfFile(Whole.File);
  Lexer Raw(Start, Unit.language(), Buffer.begin(), Buffer.begin() + Whole.End, Buffer.end());
  Token Next;
  Raw.LexFromRawLexer(Next);
  if (Next.isNot(tok::semi))
    return std::nullopt;
  return SM.getFileOffset(Next.getLocation()) + 1;
}

void WarpStepWriter::writeOutMacro(SourceLocation Location) {
  if (Location.isMacroID())
    IsAsked |= Macros.insert(outermostMacro(Location, SM, Unit.language())).second;
}

} // namespace lorcha
