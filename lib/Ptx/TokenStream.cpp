// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TokenStream.h"

namespace lorcha::ptx {

bool TokenStream::take(llvm::StringRef Mark) {
  if (!Next.is(Mark))
    return false;
  advance();
  return true;
}

void TokenStream::expect(llvm::StringRef Mark) {
  if (!take(Mark))
    malformed("'" + Mark.str() + "' is expected");
}

void TokenStream::malformed(const std::string &Reason) {
  if (Problems.empty())
    Problems.push_back({DiagId::PtxSyntax, Next.Offset, Next.Text, Reason});
}

void TokenStream::unknown(size_t Offset, const std::string &Name, const std::string &Reason) {
  if (Problems.empty())
    Problems.push_back({DiagId::InlinePtx, Offset, Name, Reason});
}

static int precedenceOf(const Token &Mark) {
  static constexpr std::pair<llvm::StringRef, int> Known[] = {{"^", 2}, {"&", 3}, {"<<", 4}, {">>", 4},
                                                              {"+", 5}, {"-", 5}, {"*", 6},  {"/", 6}};
  for (auto [Text, Precedence] : Known)
    if (Mark.is(Text))
      return Precedence;
  return 0;
}

uint64_t TokenStream::constant(int Least) {
  uint64_t Value = unary();
  for (int Precedence = precedenceOf(Next); Precedence > Least && Problems.empty();
       Precedence = precedenceOf(Next)) {
    std::string Mark = Next.Text;
    advance();
    uint64_t Right = constant(Precedence);
    if (Mark == "/" && Right == 0) {
      malformed("a division by zero");
      return 0;
    }
    Value = Mark == "^"    ? Value ^ Right
            : Mark == "&"  ? Value & Right
            : Mark == "<<" ? (Right < 64 ? Value << Right : 0)
            : Mark == ">>" ? (Right < 64 ? Value >> Right : 0)
            : Mark == "+"  ? Value + Right
            : Mark == "-"  ? Value - Right
            : Mark == "*"  ? Value * Right
                           : Value / Right;
  }
  return Value;
}

uint64_t TokenStream::unary() {
  if (++Nesting > MaxDepth) {
    malformed("too many parentheses");
    return 0;
  }
  uint64_t Value = 0;
  if (take("-"))
    Value = 0 - unary();
  else if (take("+"))
    Value = unary();
  else if (take("~"))
    Value = ~unary();
  else if (take("(")) {
    Value = constant();
    expect(")");
  } else if (Next.Kind == TokenKind::Integer) {
    Value = Next.Bits;
    advance();
  } else {
    malformed("an operand is expected");
  }
  --Nesting;
  return Value;
}

} // namespace lorcha::ptx
