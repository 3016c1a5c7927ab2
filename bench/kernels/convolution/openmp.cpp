// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

static const float Weights[5][5] = {{1 / 256.f, 4 / 256.f, 6 / 256.f, 4 / 256.f, 1 / 256.f},
                                    {4 / 256.f, 16 / 256.f, 24 / 256.f, 16 / 256.f, 4 / 256.f},
                                    {6 / 256.f, 24 / 256.f, 36 / 256.f, 24 / 256.f, 6 / 256.f},
                                    {4 / 256.f, 16 / 256.f, 24 / 256.f, 16 / 256.f, 4 / 256.f},
                                    {1 / 256.f, 4 / 256.f, 6 / 256.f, 4 / 256.f, 1 / 256.f}};

void runConvolution(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
  constexpr int N = ConvolutionSize;
#pragma omp parallel for schedule(static)
  for (int Y = 2; Y < N - 2; ++Y)
#pragma omp simd
    for (int X = 2; X < N - 2; ++X) {
      float Sum = 0;
#pragma clang loop unroll(full)
      for (int Dy = 0; Dy < 5; ++Dy)
#pragma clang loop unroll(full)
        for (int Dx = 0; Dx < 5; ++Dx)
          Sum += Weights[Dy][Dx] * In[(Y + Dy - 2) * N + X + Dx - 2];
      Out[Y * N + X] = Sum;
    }
}
