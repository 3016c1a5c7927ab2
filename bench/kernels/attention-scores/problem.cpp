// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scaled products of all queries with all keys of each head, through tiles in shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runAttentionScores(void *const *Arrays);

static Problem make() {
  const size_t Heads = AttentionHeads, Tokens = AttentionTokens, Width = AttentionWidth;
  const auto Queries = randomFloats(Heads * Tokens * Width, -1, 1, 34),
             Keys = randomFloats(Heads * Tokens * Width, -1, 1, 35);
  Problem P = {
      "attention-scores", {input(Queries), input(Keys)}, "launchAttentionScores", runAttentionScores, {}, {}};
  P.Arrays.push_back(output<float>(Heads * Tokens * Tokens, 1e-5, [=] {
    std::vector<double> Result(Heads * Tokens * Tokens);
    for (size_t I = 0; I < Result.size(); ++I) {
      const float *Query = &Queries[I / Tokens * Width];
      const float *Key = &Keys[(I / (Tokens * Tokens) * Tokens + I % Tokens) * Width];
      for (size_t K = 0; K < Width; ++K)
        Result[I] += 0.125 * double(Query[K]) * double(Key[K]);
    }
    return Result;
  }));
  P.Native = {
      {"attentionScores", {Tokens, Tokens * Heads}, {16, 16}, arraysAnd(3, {AttentionTokens, 0.125f})}};
  P.Least = ofArithmetic(2.0 * double(Heads * Tokens * Tokens * Width));
  return P;
}
static const Registration Registered(make);
