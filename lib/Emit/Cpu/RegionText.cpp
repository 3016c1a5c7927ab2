// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionText.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

RegionText::RegionText(CpuEmitterState &State, const Stmt *Body, unsigned Views)
    : State(State), File(State.SM.getFileID(State.SM.getExpansionLoc(Body->getBeginLoc()))), Views(Views) {}

void RegionText::replaceToken(SourceLocation Token, const std::string &Text) {
  State.Edits.replaceToken(Token, Text, Views);
}
void RegionText::beforeToken(SourceLocation Token, const std::string &Text) {
  State.Edits.insertBefore(Token, Text, Rank::Normal, Views);
}
void RegionText::afterToken(SourceLocation Token, const std::string &Text) {
  State.Edits.insertAfter(Token, Text, Rank::Normal, Views);
}

unsigned RegionText::beginOf(const Stmt *S) const {
  return State.SM.getFileOffset(State.SM.getExpansionLoc(S->getBeginLoc()));
}

unsigned RegionText::behind(SourceLocation Token) const {
  return State.SM.getFileOffset(Token) + Lexer::MeasureTokenLength(Token, State.SM, State.Unit.language());
}

unsigned RegionText::endOf(const Stmt *S) const {
  return behind(State.SM.getExpansionRange(S->getEndLoc()).getEnd());
}

/// Whether the statement's last token is a ';' that its range leaves out.
static bool endsWithSemicolon(const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    return endsWithSemicolon(If->getElse() ? If->getElse() : If->getThen());
  if (const auto *For = dyn_cast<ForStmt>(S))
    return endsWithSemicolon(For->getBody());
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return endsWithSemicolon(Range->getBody());
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return endsWithSemicolon(While->getBody());
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return endsWithSemicolon(Label->getSubStmt());
  if (const auto *Case = dyn_cast<SwitchCase>(S))
    return endsWithSemicolon(Case->getSubStmt());
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    return endsWithSemicolon(Attributed->getSubStmt());
  return !isa<CompoundStmt, DeclStmt, NullStmt, SwitchStmt>(S);
}

unsigned RegionText::endWithSemicolon(const Stmt *S) const {
  unsigned End = endOf(S);
  if (!endsWithSemicolon(S))
    return End;
  SourceLocation Last = State.SM.getExpansionRange(S->getEndLoc()).getEnd();
  std::optional<Token> Next = Lexer::findNextToken(Last, State.SM, State.Unit.language());
  if (Next && Next->is(tok::semi))
    return behind(Next->getLocation());
  return End;
}

// What is wrapped around something goes on before what stands inside: in the order of the calls, outermost
// first.
void RegionText::before(const Stmt *S, const std::string &Text) { Begins[beginOf(S)] += Text; }

void RegionText::after(const Stmt *S, const std::string &Text) {
  if (!Text.empty())
    Ends[endWithSemicolon(S)] += Text;
}

void RegionText::afterBrace(const CompoundStmt *S, const std::string &Text) {
  Begins[behind(State.SM.getExpansionLoc(S->getLBracLoc()))] += Text;
}

void RegionText::around(const Expr *E, const std::string &Open, const std::string &Close) {
  Begins[beginOf(E)] += Open;
  Ends[endOf(E)] += Close;
}

void RegionText::replace(const Stmt *S, const std::string &Text) {
  unsigned Begin = beginOf(S);
  State.Edits.add(File, {Begin, endOf(S) - Begin, Text, Rank::Normal, Views});
}

void RegionText::replaceBetween(SourceLocation First, SourceLocation Last, const std::string &Text) {
  unsigned Begin = behind(State.SM.getExpansionLoc(First));
  unsigned End = State.SM.getFileOffset(State.SM.getExpansionLoc(Last));
  State.Edits.add(File, {Begin, End - Begin, Text, Rank::Normal, Views});
}

/// Insertions in front of the first token belong to what stands before it (a call's hidden argument), those
/// behind the last token to the text.
std::string RegionText::source(const Stmt *S) const { return source(beginOf(S), endOf(S)); }

std::string RegionText::renamed(const Expr *E, SourceLocation Name, const std::string &NewName) const {
  unsigned Begin = State.SM.getFileOffset(State.SM.getExpansionLoc(Name));
  unsigned End = behind(Name);
  return source(beginOf(E), Begin) + NewName + source(End, endOf(E));
}

std::string RegionText::source(unsigned Begin, unsigned End) const {
  llvm::StringRef Buffer = State.Edits.buffer(File);
  unsigned Position = Begin;
  std::string Text;
  for (const Edit &Change : State.Edits.sorted(File, Views & InPlace ? InPlace : InRegions)) {
    // Of two insertions around something, both belong to it.
    const bool OpensHere = Change.Partner && *Change.Partner > Change.Offset && *Change.Partner <= End;
    const bool OpensBefore = Change.Partner && *Change.Partner < Begin;
    bool IsInside = Change.Length ? Change.Offset >= Position && Change.Offset + Change.Length <= End
                                  : (Change.Offset > Begin || (Change.Offset == Begin && OpensHere)) &&
                                        Change.Offset <= End && Change.Offset >= Position && !OpensBefore;
    if (!IsInside || (Change.Offset == End && Change.Order != Rank::Normal))
      continue;
    Text += Buffer.slice(Position, Change.Offset);
    Text += Change.Text;
    Position = Change.Offset + Change.Length;
  }
  return Text + Buffer.slice(Position, End).str();
}

void RegionText::removeDirective(const AttributedStmt *S) {
  unsigned Begin = beginOf(S);
  llvm::StringRef Line = State.Edits.buffer(File).substr(Begin).split('\n').first;
  if (Line.starts_with("#") && !Line.ends_with("\\"))
    State.Edits.add(File, {Begin, static_cast<unsigned>(Line.size()), "", Rank::Normal, Views});
}

std::string RegionText::indentOf(const Stmt *S) const {
  return indentAt(State.Edits.buffer(File), beginOf(S));
}

void RegionText::indent(const Stmt *First, const Stmt *Last) {
  indentLines(State, File, beginOf(First), endWithSemicolon(Last), Views);
}

void RegionText::flush() {
  for (auto &[Offset, Text] : Ends)
    State.Edits.add(File, {Offset, 0, Text, Rank::Declaration, Views});
  for (auto &[Offset, Text] : Begins)
    State.Edits.add(File, {Offset, 0, Text, Rank::Specifier, Views}); // before what changes the first token
}

} // namespace lorcha
