// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runStencil3d(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
  constexpr int N = Stencil3dSize;
#pragma omp parallel for collapse(2) schedule(static)
  for (int Z = 1; Z < N - 1; ++Z)
    for (int Y = 1; Y < N - 1; ++Y) {
      const float *Row = In + (Z * N + Y) * N;
      float *To = Out + (Z * N + Y) * N;
#pragma omp simd
      for (int X = 1; X < N - 1; ++X)
        To[X] = 0.4f * Row[X] +
                0.1f * (Row[X - N * N] + Row[X + N * N] + Row[X - 1] + Row[X + 1] + Row[X - N] + Row[X + N]);
    }
}
