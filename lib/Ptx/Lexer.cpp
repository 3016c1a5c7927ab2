// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// After "Syntax" of the PTX ISA. Modifiers take in the double colons of ".shared::cta".
#include "Lexer.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

namespace lorcha::ptx {

static bool isWordPart(char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; }

bool Lexer::startsWord(size_t Place) const {
  return Place < Source.size() &&
         (llvm::isAlpha(Source[Place]) || Source[Place] == '_' || Source[Place] == '$');
}

llvm::StringRef Lexer::word(llvm::StringRef Extra) {
  size_t Begin = At;
  while (At < Source.size() && (isWordPart(Source[At]) || Extra.contains(Source[At])))
    ++At;
  return Source.slice(Begin, At);
}

void Lexer::skipBlanks() {
  while (At < Source.size()) {
    llvm::StringRef Rest = Source.substr(At);
    if (llvm::isSpace(Rest[0])) {
      ++At;
    } else if (Rest.starts_with("//")) {
      At = std::min(Source.size(), Source.find('\n', At));
    } else if (Rest.starts_with("/*")) {
      size_t End = Source.find("*/", At + 2);
      At = End == llvm::StringRef::npos ? Source.size() : End + 2;
    } else {
      return;
    }
  }
}

/// "0f3F800000", "0d...", hexadecimal, octal, binary and decimal integers with an optional U, decimal
/// fractions.
Token Lexer::number(size_t Begin) {
  while (At < Source.size() &&
         (llvm::isAlnum(Source[At]) || Source[At] == '.' ||
          ((Source[At] == '+' || Source[At] == '-') && llvm::toLower(Source[At - 1]) == 'e' &&
           !Source.substr(Begin, 2).starts_with_insensitive("0x") &&
           !Source.substr(Begin, 2).starts_with_insensitive("0f") &&
           !Source.substr(Begin, 2).starts_with_insensitive("0d"))))
    ++At;
  llvm::StringRef Text = Source.slice(Begin, At);
  Token Result{TokenKind::Unknown, Begin, Text.str()};
  for (auto [Prefix, Kind, Digits] :
       {std::tuple("0f", TokenKind::Float, 8u), std::tuple("0d", TokenKind::Double, 16u)})
    if (Text.starts_with_insensitive(Prefix)) {
      if (Text.size() == 2 + Digits && !Text.drop_front(2).getAsInteger(16, Result.Bits))
        Result.Kind = Kind;
      return Result;
    }
  llvm::StringRef Integer = Text;
  Integer.consume_back_insensitive("u");
  if (!Integer.getAsInteger(0, Result.Bits)) {
    Result.Kind = TokenKind::Integer;
    return Result;
  }
  llvm::APFloat Value(llvm::APFloat::IEEEdouble());
  auto Status = Value.convertFromString(Text, llvm::APFloat::rmNearestTiesToEven);
  if (!Status) {
    llvm::consumeError(Status.takeError());
    return Result;
  }
  Result.Kind = TokenKind::Double;
  Result.Bits = Value.bitcastToAPInt().getZExtValue();
  return Result;
}

/// %0 and %[name] are operands of the asm statement; %%r1 and %r1 are names that begin with a percent sign.
Token Lexer::percent(size_t Begin) {
  ++At;
  if (At < Source.size() && llvm::isDigit(Source[At])) {
    size_t First = At;
    while (At < Source.size() && llvm::isDigit(Source[At]))
      ++At;
    return {TokenKind::Argument, Begin, Source.slice(First, At).str()};
  }
  if (At < Source.size() && Source[At] == '[') {
    size_t End = Source.find(']', At);
    if (End == llvm::StringRef::npos)
      return {TokenKind::Unknown, Begin, "%["};
    Token Result{TokenKind::Argument, Begin, Source.slice(At + 1, End).str()};
    Result.IsNamed = true;
    At = End + 1;
    return Result;
  }
  if (At < Source.size() && Source[At] == '%')
    ++At;
  if (!startsWord(At))
    return {TokenKind::Unknown, Begin, "%"};
  return {TokenKind::Special, Begin, word("").str()};
}

Token Lexer::next() {
  skipBlanks();
  size_t Begin = At;
  if (At >= Source.size())
    return {TokenKind::End, Source.size(), "the end"};
  char C = Source[At];
  if (C == '%')
    return percent(Begin);
  if (startsWord(At))
    return {TokenKind::Identifier, Begin, word("").str()};
  if (llvm::isDigit(C))
    return number(Begin);
  if (C == '.' && At + 1 < Source.size() && isWordPart(Source[At + 1])) {
    ++At;
    return {TokenKind::Modifier, Begin, word(":").str()};
  }
  llvm::StringRef Rest = Source.substr(At);
  for (llvm::StringRef Two : {"<<", ">>"})
    if (Rest.starts_with(Two)) {
      At += 2;
      return {TokenKind::Mark, Begin, Two.str()};
    }
  ++At;
  bool IsMark = llvm::StringRef("{}[](),;:@!|+-*/~<>&^=").contains(C);
  return {IsMark ? TokenKind::Mark : TokenKind::Unknown, Begin, std::string(1, C)};
}

} // namespace lorcha::ptx
