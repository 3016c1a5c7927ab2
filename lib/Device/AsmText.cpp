// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "AsmText.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// Reads asm [qualifiers] ( text : outputs : inputs : clobbers ) [;] from raw tokens.
class AsmReader {
public:
  AsmReader(SourceLocation Begin, bool IsInMacroBody, const SourceManager &SM, const LangOptions &Language)
      : SM(SM), Language(Language), IsInMacroBody(IsInMacroBody), File(SM.getFileID(Begin)),
        Buffer(SM.getBufferData(File)), Offset(SM.getFileOffset(Begin)),
        Raw(SM.getLocForStartOfFile(File), Language, Buffer.begin(), Buffer.begin() + Offset, Buffer.end()) {}

  std::optional<AsmText> read() {
    next();
    do
      next();
    while (Tok.is(tok::raw_identifier));
    if (Ended || Tok.isNot(tok::l_paren))
      return std::nullopt;
    if (!sections())
      return std::nullopt;
    AsmText Text;
    Text.Where = {File, Offset, offset() + 1};
    next();
    Text.HasSemicolon = !Ended && Tok.is(tok::semi);
    if (Text.HasSemicolon)
      Text.Where.End = offset() + 1;
    Text.IsInMacroBody = IsInMacroBody;
    Text.Operands = std::move(Operands);
    return Text;
  }

private:
  void next() {
    Raw.LexFromRawLexer(Tok);
    Ended |= Tok.is(tok::eof) || (IsInMacroBody && !IsFirst && Tok.isAtStartOfLine());
    IsFirst = false;
  }
  unsigned offset() const { return SM.getFileOffset(Tok.getLocation()); }
  std::string spelling() const { return Lexer::getSpelling(Tok, SM, Language); }

  /// From behind the opening parenthesis to the closing one.
  bool sections() {
    unsigned Section = 0;
    std::string Operand;
    bool IsOperand = false;
    while (true) {
      next();
      if (Ended)
        return false;
      bool Ends = Tok.isOneOf(tok::colon, tok::coloncolon, tok::comma, tok::r_paren);
      if (Ends && IsOperand && (Section == 1 || Section == 2))
        Operands.push_back(std::move(Operand));
      if (Ends)
        IsOperand = false;
      if (Tok.is(tok::r_paren))
        return Section <= 3;
      Section += Tok.is(tok::colon) ? 1 : Tok.is(tok::coloncolon) ? 2 : 0;
      if (Tok.is(tok::l_paren)) {
        IsOperand = true;
        Operand = group();
        if (Ended)
          return false;
      } else if (Tok.is(tok::l_square)) {
        group();
      }
    }
  }

  /// What stands between brackets; ends at the closing one.
  std::string group() {
    std::string Text;
    for (unsigned Depth = 1;;) {
      next();
      if (Ended)
        return Text;
      if (Tok.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
        ++Depth;
      else if (Tok.isOneOf(tok::r_paren, tok::r_square, tok::r_brace) && --Depth == 0)
        return Text;
      if (!Text.empty() && (Tok.hasLeadingSpace() || Tok.isAtStartOfLine()))
        Text += ' ';
      Text += spelling();
    }
  }

  const SourceManager &SM;
  const LangOptions &Language;
  bool IsInMacroBody;
  FileID File;
  llvm::StringRef Buffer;
  unsigned Offset;
  Lexer Raw;
  Token Tok;
  bool Ended = false, IsFirst = true;
  std::vector<std::string> Operands;
};

} // namespace

std::optional<AsmText> findAsmText(const GCCAsmStmt *Asm, const SourceManager &SM,
                                   const LangOptions &Language) {
  size_t Count = Asm->getNumOutputs() + Asm->getNumInputs();
  for (SourceLocation Place = Asm->getAsmLoc();;) {
    bool IsInBody = Place.isMacroID() && !SM.isMacroArgExpansion(Place);
    std::optional<AsmText> Text = AsmReader(SM.getSpellingLoc(Place), IsInBody, SM, Language).read();
    if (Text && Text->Operands.size() == Count)
      return Text;
    if (!Place.isMacroID())
      return std::nullopt;
    Place = SM.isMacroArgExpansion(Place) ? SM.getImmediateMacroCallerLoc(Place)
                                          : SM.getImmediateExpansionRange(Place).getBegin();
  }
}

std::optional<AsmText> findMacroUse(const GCCAsmStmt *Asm, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = Asm->getAsmLoc(), End = Asm->getRParenLoc();
  if (!Begin.isMacroID() || !End.isMacroID() || SM.getExpansionLoc(Begin) != SM.getExpansionLoc(End) ||
      !Lexer::isAtStartOfMacroExpansion(Begin, SM, Context.getLangOpts()))
    return std::nullopt;
  bool IsWhole = Lexer::isAtEndOfMacroExpansion(End, SM, Context.getLangOpts());
  SourceLocation Behind =
      Lexer::findLocationAfterToken(SM.getSpellingLoc(End), tok::semi, SM, Context.getLangOpts(), false);
  bool EndsInSemicolon =
      !IsWhole && Behind.isValid() &&
      Lexer::isAtEndOfMacroExpansion(
          End.getLocWithOffset(
              static_cast<int>(SM.getFileOffset(Behind) - SM.getFileOffset(SM.getSpellingLoc(End))) - 1),
          SM, Context.getLangOpts());
  if (!IsWhole && !EndsInSemicolon)
    return std::nullopt;
  CharSourceRange Use = SM.getExpansionRange(Begin);
  AsmText Text;
  Text.Where = {SM.getFileID(Use.getBegin()), SM.getFileOffset(Use.getBegin()),
                SM.getFileOffset(Use.getEnd()) +
                    Lexer::MeasureTokenLength(Use.getEnd(), SM, Context.getLangOpts())};
  Text.HasSemicolon = EndsInSemicolon;
  for (unsigned I = 0; I < Asm->getNumOutputs() + Asm->getNumInputs(); ++I) {
    bool IsOutput = I < Asm->getNumOutputs();
    const Expr *E = IsOutput ? Asm->getOutputExpr(I) : Asm->getInputExpr(I - Asm->getNumOutputs());
    std::string Printed;
    llvm::raw_string_ostream OS(Printed);
    E->printPretty(OS, nullptr, Context.getPrintingPolicy());
    Text.Operands.push_back(std::move(Printed));
  }
  return Text;
}

} // namespace lorcha
