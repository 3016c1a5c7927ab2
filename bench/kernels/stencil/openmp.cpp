// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runStencil(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
  constexpr int N = StencilSize;
#pragma omp parallel for schedule(static)
  for (int Y = 1; Y < N - 1; ++Y) {
    const float *Row = In + Y * N;
#pragma omp simd
    for (int X = 1; X < N - 1; ++X)
      Out[Y * N + X] = 0.5f * Row[X] + 0.125f * (Row[X - 1] + Row[X + 1] + Row[X - N] + Row[X + N]);
  }
}
