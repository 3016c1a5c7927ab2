// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clang's raw lexer over one file. Nothing is expanded or left out, so that a file counts whatever headers
// are missing.
#include "SourceTokens.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace lorcha::report;
using llvm::StringRef;

static clang::LangOptions cudaOptions() {
  clang::LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = Options.CPlusPlus17 = true;
  Options.CUDA = Options.GNUMode = Options.LineComment = Options.RawStringLiterals = true;
  return Options;
}

static TokenKind kindOf(const clang::Token &Tok) {
  if (Tok.is(clang::tok::raw_identifier))
    return TokenKind::Word;
  if (clang::tok::isStringLiteral(Tok.getKind()))
    return TokenKind::Text;
  if (Tok.is(clang::tok::numeric_constant))
    return TokenKind::Number;
  return Tok.is(clang::tok::lesslessless) ? TokenKind::Launch : TokenKind::Other;
}

namespace {
class Reader {
public:
  explicit Reader(StringRef Text) : Text(Text) {}

  TokenList read() {
    static const clang::LangOptions Options = cudaOptions();
    clang::Lexer Raw(clang::SourceLocation(), Options, Text.begin(), Text.begin(), Text.end());
    clang::Token Tok;
    for (bool IsLast = false; !IsLast;) {
      IsLast = Raw.LexFromRawLexer(Tok);
      if (Tok.is(clang::tok::eof))
        break;
      const size_t Offset = Raw.getCurrentBufferOffset() - Tok.getLength();
      add(Tok, Offset);
    }
    return std::move(List);
  }

private:
  void add(const clang::Token &Tok, size_t Offset) {
    advance(Offset);
    const StringRef Spelling = Text.substr(Offset, Tok.getLength());
    if (Tok.isAtStartOfLine()) {
      Directive.clear();
      IsNameNext = false;
      IsDirective = Tok.is(clang::tok::hash);
      if (IsDirective)
        return;
    }
    if (IsDirective && Directive.empty()) {
      Directive = Spelling.str();
      if (Spelling == "include" || Spelling == "include_next")
        include(Offset + Tok.getLength());
      IsNameNext = Directive == "define";
      return;
    }
    if (IsDirective && Directive != "define")
      return;
    List.Tokens.push_back({kindOf(Tok), Spelling, Line, unsigned(Offset - LineStart) + 1, IsDirective,
                           std::exchange(IsNameNext, false)});
  }

  /// What stands behind the word include, if it is no macro.
  void include(size_t Offset) {
    StringRef Rest = Text.substr(Offset).split('\n').first.trim();
    const char Close = Rest.starts_with("<") ? '>' : '"';
    if (!Rest.starts_with("<") && !Rest.starts_with("\""))
      return;
    const size_t End = Rest.find(Close, 1);
    if (End == StringRef::npos)
      return;
    List.Includes.push_back(Rest.slice(1, End).str());
    List.IncludeLines.push_back(Line);
  }

  void advance(size_t Offset) {
    for (; At < Offset; ++At)
      if (Text[At] == '\n') {
        ++Line;
        LineStart = At + 1;
      }
  }

  StringRef Text;
  TokenList List;
  std::string Directive;
  bool IsDirective = false, IsNameNext = false;
  size_t At = 0, LineStart = 0;
  unsigned Line = 1;
};
} // namespace

TokenList lorcha::report::tokensOf(StringRef Text) { return Reader(Text).read(); }

static bool isControl(StringRef Word) {
  return llvm::StringSwitch<bool>(Word)
      .Cases("if", "for", "while", "switch", "catch", "return", "sizeof", "alignof", "decltype", true)
      .Cases("else", "do", "new", "delete", "throw", "case", "goto", "co_await", "co_return", true)
      .Cases("__launch_bounds__", "__attribute__", "__align__", "alignas", "noexcept", "defined", true)
      .Default(false);
}

/// What follows a parameter list and the words behind it.
static StringRef behindWords(llvm::ArrayRef<Token> Tokens, size_t I) {
  while (I < Tokens.size() && Tokens[I].Kind == TokenKind::Word)
    ++I;
  return I < Tokens.size() ? Tokens[I].Spelling : StringRef();
}

static size_t behindParentheses(llvm::ArrayRef<Token> Tokens, size_t Open) {
  unsigned Depth = 0;
  for (size_t I = Open; I < Tokens.size(); ++I) {
    if (Tokens[I].Spelling == "(")
      ++Depth;
    else if (Tokens[I].Spelling == ")" && --Depth == 0)
      return I + 1;
  }
  return Tokens.size();
}

void lorcha::report::collectNames(const TokenList &List, TreeNames &Names) {
  const std::vector<Token> &Tokens = List.Tokens;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].Kind != TokenKind::Word)
      continue;
    if (Tokens[I].IsDefined) {
      const bool HasBody = I + 1 < Tokens.size() && Tokens[I + 1].InDefinition && !Tokens[I + 1].IsDefined;
      if (HasBody && Tokens[I + 1].Spelling == "(")
        Names.Functions.insert(Tokens[I].Spelling.str());
      for (size_t J = I + 1; J < Tokens.size() && Tokens[J].InDefinition && !Tokens[J].IsDefined; ++J)
        if (Tokens[J].Spelling == "__device__" || Tokens[J].Spelling == "__global__")
          Names.DeviceMacros.insert(Tokens[I].Spelling.str());
      continue;
    }
    // A type before the name tells a definition or declaration from a call.
    if (I + 1 >= Tokens.size() || Tokens[I + 1].Spelling != "(" || isControl(Tokens[I].Spelling) || I == 0)
      continue;
    const StringRef Before = Tokens[I - 1].Spelling;
    const bool HasPlainType = Tokens[I - 1].Kind == TokenKind::Word && !isControl(Before);
    if (!HasPlainType && Before != "*" && Before != "&" && Before != ">")
      continue;
    const StringRef Next = behindWords(Tokens, behindParentheses(Tokens, I + 1));
    if (Next == "{" || (HasPlainType && Next == ";"))
      Names.Functions.insert(Tokens[I].Spelling.str());
  }
}
