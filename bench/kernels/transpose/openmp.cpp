// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles that the caches hold, read and written in whole cache lines.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Tile = 16;

void runTranspose(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
  constexpr int N = TransposeSize;
#pragma omp parallel for collapse(2) schedule(static)
  for (int Row = 0; Row < N; Row += Tile)
    for (int Column = 0; Column < N; Column += Tile) {
      alignas(64) float Own[Tile][Tile];
      for (int Y = 0; Y < Tile; ++Y)
#pragma omp simd
        for (int X = 0; X < Tile; ++X)
          Own[Y][X] = In[(Column + Y) * N + Row + X];
      for (int Y = 0; Y < Tile; ++Y)
#pragma omp simd
        for (int X = 0; X < Tile; ++X)
          Out[(Row + Y) * N + Column + X] = Own[X][Y];
    }
}
