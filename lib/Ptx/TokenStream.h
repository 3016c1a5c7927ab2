// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tokens one ahead, what is wrong with them, and constant expressions.
#ifndef LORCHA_LIB_PTX_TOKENSTREAM_H
#define LORCHA_LIB_PTX_TOKENSTREAM_H

#include "Lexer.h"
#include "lorcha/Ptx/Tree.h"

namespace lorcha::ptx {

/// Deeper nesting is nobody's program.
constexpr unsigned MaxDepth = 64;

class TokenStream {
protected:
  TokenStream(llvm::StringRef Text, std::vector<Problem> &Problems) : Problems(Problems), Source(Text) {
    advance();
  }

  void advance() { Next = Source.next(); }
  bool take(llvm::StringRef Mark);
  void expect(llvm::StringRef Mark);

  // Only the first problem counts.
  void malformed(const std::string &Reason);
  void unknown(size_t Offset, const std::string &Name, const std::string &Reason = "");

  /// A constant expression whose operators bind stronger than Least; 64 bits, unsigned.
  uint64_t constant(int Least = 0);
  /// A number, perhaps with a sign, or an expression in parentheses.
  uint64_t unary();

  std::vector<Problem> &Problems;
  Token Next;
  unsigned Nesting = 0;

private:
  Lexer Source;
};

} // namespace lorcha::ptx

#endif
