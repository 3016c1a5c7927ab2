// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runLayerNorm(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0), *Gamma = arrayOf<float>(Arrays, 1),
              *Beta = arrayOf<float>(Arrays, 2);
  float *Out = arrayOf<float>(Arrays, 3);
#pragma omp parallel for schedule(static)
  for (int Row = 0; Row < LayerNormRows; ++Row) {
    const float *From = In + Row * LayerNormColumns;
    float *To = Out + Row * LayerNormColumns;
    float Sum = 0, Squares = 0;
#pragma omp simd reduction(+ : Sum)
    for (int I = 0; I < LayerNormColumns; ++I)
      Sum += From[I];
    const float Mean = Sum / LayerNormColumns;
#pragma omp simd reduction(+ : Squares)
    for (int I = 0; I < LayerNormColumns; ++I)
      Squares += (From[I] - Mean) * (From[I] - Mean);
    const float Scale = 1 / sqrtf(Squares / LayerNormColumns + 1e-5f);
#pragma omp simd
    for (int I = 0; I < LayerNormColumns; ++I)
      To[I] = (From[I] - Mean) * Scale * Gamma[I] + Beta[I];
  }
}
