// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Products in registers, with tiles of keys transposed first.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Rows = 4, Columns = 64;

/// Scores of four queries and a tile of keys, which come transposed.
static inline void scoreTile(const float *Queries, const float (*Keys)[Columns], float *Scores) {
  float Sums[Rows][Columns] = {};
  for (int K = 0; K < AttentionWidth; ++K)
    for (int Y = 0; Y < Rows; ++Y)
#pragma omp simd
      for (int X = 0; X < Columns; ++X)
        Sums[Y][X] += Queries[Y * AttentionWidth + K] * Keys[K][X];
  for (int Y = 0; Y < Rows; ++Y)
    for (int X = 0; X < Columns; ++X)
      Scores[Y * AttentionTokens + X] = Sums[Y][X] * 0.125f;
}

void runAttentionScores(void *const *Arrays) {
  const float *Queries = arrayOf<float>(Arrays, 0), *Keys = arrayOf<float>(Arrays, 1);
  float *Scores = arrayOf<float>(Arrays, 2);
#pragma omp parallel for collapse(2) schedule(static)
  for (int Head = 0; Head < AttentionHeads; ++Head)
    for (int Key = 0; Key < AttentionTokens; Key += Columns) {
      alignas(64) float Tile[AttentionWidth][Columns];
      for (int X = 0; X < Columns; ++X)
        for (int K = 0; K < AttentionWidth; ++K)
          Tile[K][X] = Keys[(Head * AttentionTokens + Key + X) * AttentionWidth + K];
      for (int Query = 0; Query < AttentionTokens; Query += Rows)
        scoreTile(Queries + (Head * AttentionTokens + Query) * AttentionWidth, Tile,
                  Scores + (Head * AttentionTokens + Query) * AttentionTokens + Key);
    }
}
