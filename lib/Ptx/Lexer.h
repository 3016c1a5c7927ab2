// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tokens of inline PTX. Never fails: what is no token is a token of its own.
#ifndef LORCHA_LIB_PTX_LEXER_H
#define LORCHA_LIB_PTX_LEXER_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace lorcha::ptx {

enum class TokenKind {
  End,
  Identifier, ///< Text
  Special,    ///< %name, %%name: Text, without the percent signs
  Argument,   ///< %0, %[name]: Text is the number or the name
  Modifier,   ///< .name: Text, without the dot
  Integer,    ///< Bits
  Float,      ///< Bits of a float
  Double,     ///< Bits of a double
  Mark,       ///< punctuation: Text, one character or <<, >>
  Unknown,    ///< Text
};

struct Token {
  TokenKind Kind = TokenKind::End;
  size_t Offset = 0;
  std::string Text;
  uint64_t Bits = 0;
  bool IsNamed = false; ///< of arguments: %[name]

  bool is(llvm::StringRef Punctuation) const { return Kind == TokenKind::Mark && Text == Punctuation; }
};

class Lexer {
public:
  explicit Lexer(llvm::StringRef Source) : Source(Source) {}
  Token next();

private:
  void skipBlanks();
  Token number(size_t Begin);
  Token percent(size_t Begin);
  llvm::StringRef word(llvm::StringRef Extra);
  bool startsWord(size_t At) const;

  llvm::StringRef Source;
  size_t At = 0;
};

} // namespace lorcha::ptx

#endif
