// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A file as tokens, without comments, whether it can be parsed or not. Both sides of conditionals are there.
#ifndef LORCHA_LIB_REPORT_SOURCETOKENS_H
#define LORCHA_LIB_REPORT_SOURCETOKENS_H

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>
#include <vector>

namespace lorcha::report {

enum class TokenKind { Word, Text, Number, Launch, Other };

struct Token {
  TokenKind Kind;
  llvm::StringRef Spelling; ///< of the file's text
  unsigned Line, Column;
  bool InDefinition; ///< behind a #define
  bool IsDefined;    ///< the name that it defines
};

struct TokenList {
  std::vector<Token> Tokens;         ///< without directives but #define
  std::vector<std::string> Includes; ///< as spelled
  std::vector<unsigned> IncludeLines;
};

/// Text must live as long as the result.
TokenList tokensOf(llvm::StringRef Text);

/// Names that mean something else than CUDA's tables say, because the tree makes them.
struct TreeNames {
  std::set<std::string> Functions;    ///< and function-like macros, that the tree defines
  std::set<std::string> DeviceMacros; ///< that stand for __device__ or __global__
};
void collectNames(const TokenList &List, TreeNames &Names);

} // namespace lorcha::report

#endif
