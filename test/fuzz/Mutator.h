// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes of a text that often leave it well-formed, so that inputs get further than to the parser: tokens of
// a kind change places, statements are taken out, doubled, moved and wrapped.
#ifndef LORCHA_FUZZ_MUTATOR_H
#define LORCHA_FUZZ_MUTATOR_H

#include "SourceText.h"
#include "llvm/ADT/ArrayRef.h"
#include <random>

namespace lorcha::fuzz {

/// The same seed and text give the same result.
class Mutator {
public:
  /// IsCuda: pieces of CUDA C++ are put in, too.
  Mutator(unsigned Seed, bool IsCuda) : Random(Seed), IsCuda(IsCuda) {}

  std::string mutate(llvm::StringRef Text);
  /// First, with some statements of Second or in their places.
  std::string cross(llvm::StringRef First, llvm::StringRef Second);

private:
  size_t below(size_t End) { return End ? Random() % End : 0; }
  const char *oneOf(llvm::ArrayRef<const char *> Words) { return Words[below(Words.size())]; }
  void change(SourceText &Text);
  void changeToken(SourceText &Text);
  void replaceToken(Token &Changed, const SourceText &Text);
  void changeStatement(SourceText &Text);
  void wrapExpression(SourceText &Text);
  void wrapStatement(SourceText &Text, Extent Which);
  void insert(SourceText &Text, size_t At, const std::vector<Token> &New);

  std::minstd_rand Random;
  const bool IsCuda;
};

} // namespace lorcha::fuzz

#endif
