// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "SourceText.h"

#include "llvm/ADT/StringExtras.h"

using namespace lorcha::fuzz;
using llvm::StringRef;

static size_t lengthOfLine(StringRef Rest) {
  for (size_t I = 0; I < Rest.size(); ++I)
    if (Rest[I] == '\n' && (I == 0 || Rest[I - 1] != '\\'))
      return I;
  return Rest.size();
}

static size_t lengthOfLiteral(StringRef Rest) {
  for (size_t I = 1; I < Rest.size() && Rest[I] != '\n'; ++I)
    if (Rest[I] == '\\')
      ++I;
    else if (Rest[I] == Rest[0])
      return I + 1;
  return 1;
}

static size_t lengthOfPunctuator(StringRef Rest) {
  for (StringRef Long : {"<<<", ">>>", "<<=", ">>=", "...", "->*", "::", "->", "++", "--", "<<", "<=", ">=",
                         "==",  "!=",  "&&",  "||",  "+=",  "-=",  "*=", "/=", "%=", "&=", "|=", "^="})
    if (Rest.starts_with(Long))
      return Long.size();
  return 1;
}

/// One token at the beginning of Rest, which is not empty and begins with no space.
static Token tokenAt(StringRef Rest, bool StartsLine) {
  auto IsWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  const char C = Rest[0];
  if ((StartsLine && C == '#') || Rest.starts_with("//"))
    return {TokenKind::Line, Rest.take_front(lengthOfLine(Rest)).str(), ""};
  if (Rest.starts_with("/*"))
    return {TokenKind::Line, Rest.take_front(Rest.find("*/", 2)).str() + "*/", ""};
  if (llvm::isDigit(C) || (C == '.' && Rest.size() > 1 && llvm::isDigit(Rest[1]))) {
    size_t End = 1;
    while (End < Rest.size() && (IsWord(Rest[End]) || Rest[End] == '.' || Rest[End] == '\''))
      ++End;
    return {TokenKind::Number, Rest.take_front(End).str(), ""};
  }
  if (IsWord(C))
    return {TokenKind::Word, Rest.take_while(IsWord).str(), ""};
  if (C == '"' || C == '\'')
    return {TokenKind::Text, Rest.take_front(lengthOfLiteral(Rest)).str(), ""};
  return {TokenKind::Punctuator, Rest.take_front(lengthOfPunctuator(Rest)).str(), ""};
}

SourceText::SourceText(StringRef Text) {
  std::string Space;
  bool StartsLine = true;
  while (!Text.empty()) {
    if (llvm::isSpace(Text[0])) {
      StartsLine |= Text[0] == '\n';
      Space += Text[0];
      Text = Text.drop_front();
      continue;
    }
    Token New = tokenAt(Text, StartsLine);
    Text = Text.drop_front(std::min(Text.size(), New.Spelling.size()));
    New.Space = std::move(Space);
    Space.clear();
    StartsLine = false;
    Tokens.push_back(std::move(New));
  }
}

std::string SourceText::print() const {
  std::string Text;
  const Token *Before = nullptr;
  for (const Token &Each : Tokens) {
    Text += Each.Space;
    const bool Joins = Before && Each.Space.empty() &&
                       (Before->Kind == TokenKind::Word || Before->Kind == TokenKind::Number) &&
                       (Each.Kind == TokenKind::Word || Each.Kind == TokenKind::Number);
    if (Joins)
      Text += ' ';
    if (!Text.empty() && Text.back() != '\n' &&
        ((Each.Kind == TokenKind::Line && Each.Spelling[0] == '#') ||
         (Before && Before->Kind == TokenKind::Line)))
      Text += '\n';
    Text += Each.Spelling;
    Before = &Each;
  }
  return Text + '\n';
}

std::vector<Extent> SourceText::statements() const {
  std::vector<Extent> Found;
  std::vector<size_t> Blocks; // where the statement began that each open brace belongs to
  size_t Begin = 0, Parentheses = 0;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    const StringRef Spelling = Tokens[I].Spelling;
    Parentheses += Spelling == "(";
    Parentheses -= Spelling == ")" && Parentheses;
    if (Tokens[I].Kind == TokenKind::Line && Begin == I) {
      Begin = I + 1;
    } else if (Spelling == "{") {
      Blocks.push_back(Begin);
      Begin = I + 1;
      Parentheses = 0;
    } else if (Spelling == "}" && !Blocks.empty()) {
      Found.push_back({Blocks.back(), I + 1});
      Blocks.pop_back();
      Begin = I + 1;
    } else if (Spelling == ";" && Parentheses == 0) {
      Found.push_back({Begin, I + 1});
      Begin = I + 1;
    }
  }
  return Found;
}
