// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The expansion's tokens are laid out by where the macro's definition has them; a new line there is a new
// line here.
#include "MacroCapture.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"

using namespace clang;

namespace lorcha {

void MacroCapture::noteDefinition(const IdentifierInfo *Name, const MacroInfo *Macro) {
  bool HasAttribute = false, HasBody = false, HasMaker = false;
  for (const Token &Tok : Macro->tokens()) {
    HasBody |= Tok.is(tok::l_brace);
    if (const IdentifierInfo *Identifier = Tok.getIdentifierInfo()) {
      HasAttribute |= Identifier->isStr("__global__") || Identifier->isStr("__device__");
      HasMaker |= Makers.count(Identifier) != 0;
    }
  }
  if ((HasAttribute && HasBody) || HasMaker || Asked.count(Name->getName().str()))
    Makers.insert(Name);
  else
    Makers.erase(Name);
}

void MacroCapture::noteUse(const IdentifierInfo *Name, SourceRange Range) {
  if (!Makers.count(Name) || Range.getBegin().isMacroID())
    return;
  Record.Made.push_back({Range, ""});
  IsCapturing = true;
  LastLine = 0;
  LastInner = {};
}

void MacroCapture::noteToken(const Token &Tok) {
  if (!IsCapturing || Tok.isAnnotation())
    return;
  SourceManager &SM = PP.getSourceManager();
  MadeByMacro &Made = Record.Made.back();
  if (!Tok.getLocation().isMacroID() || SM.getExpansionLoc(Tok.getLocation()) != Made.Range.getBegin()) {
    IsCapturing = false;
    return;
  }
  // Climb to the place in the outermost macro's definition that the token comes from. A macro without
  // arguments that stands there is kept by its name.
  SourceLocation Location = Tok.getLocation();
  std::string Spelling = PP.getSpelling(Tok);
  bool HasSpace = Tok.hasLeadingSpace();
  SourceLocation Inner;
  for (SourceLocation Outer = SM.getImmediateExpansionRange(Location).getBegin(); Outer.isMacroID();
       Outer = SM.getImmediateExpansionRange(Location).getBegin()) {
    CharSourceRange Use = SM.getImmediateExpansionRange(Location);
    if (!SM.isMacroArgExpansion(Location) && Use.getBegin() == Use.getEnd()) {
      Spelling = Lexer::getImmediateMacroName(Location, SM, PP.getLangOpts()).str();
      Inner = Outer;
      const char *Written = SM.getCharacterData(SM.getSpellingLoc(Outer));
      HasSpace = Written[-1] == ' ' || Written[-1] == '\t'; // a macro's body never begins its file
    }
    Location = Outer;
  }
  if (Inner.isValid() && Inner == LastInner)
    return; // one more token of a macro that is named already
  LastInner = Inner;
  unsigned Line = SM.getSpellingLineNumber(Location);
  if (LastLine != 0 && Line > LastLine)
    Made.Text += "\n" + std::string(SM.getSpellingColumnNumber(Location) - 1, ' ');
  else if (!Made.Text.empty() && HasSpace)
    Made.Text += ' ';
  LastLine = std::max(Line, LastLine);
  Made.Text += Spelling;
}

} // namespace lorcha
