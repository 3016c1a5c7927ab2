// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A text as tokens and statements: as much of C++ as a mutator has to know, which any text is.
#ifndef LORCHA_FUZZ_SOURCETEXT_H
#define LORCHA_FUZZ_SOURCETEXT_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace lorcha::fuzz {

enum class TokenKind {
  Word,
  Number,
  Text,
  Punctuator,
  Line
}; ///< Line: one of the preprocessor's, or a comment

struct Token {
  TokenKind Kind;
  std::string Spelling;
  std::string Space; ///< in front of it
};

/// Of a statement, with its ";" or its braces: first and one past the last token.
struct Extent {
  size_t Begin, End;
};

class SourceText {
public:
  explicit SourceText(llvm::StringRef Text);

  std::vector<Token> Tokens;

  std::string print() const;
  /// The statements, declarations and blocks, outer ones first where they begin together.
  std::vector<Extent> statements() const;
};

} // namespace lorcha::fuzz

#endif
