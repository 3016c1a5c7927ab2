// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int N = LudSize, Rows = 4, Columns = 48;

void runLudStep(void *const *Arrays) {
  float *M = arrayOf<float>(Arrays, 0);
  static_assert((N - 16) % Columns == 0, "no rests");
#pragma omp parallel for schedule(static)
  for (int Row = 16; Row < N; Row += Rows)
    for (int Column = 16; Column < N; Column += Columns) {
      float Sums[Rows][Columns] = {};
      for (int K = 0; K < 16; ++K)
        for (int Y = 0; Y < Rows; ++Y)
#pragma omp simd
          for (int X = 0; X < Columns; ++X)
            Sums[Y][X] += M[(Row + Y) * N + K] * M[K * N + Column + X];
      for (int Y = 0; Y < Rows; ++Y)
#pragma omp simd
        for (int X = 0; X < Columns; ++X)
          M[(Row + Y) * N + Column + X] -= Sums[Y][X];
    }
}
