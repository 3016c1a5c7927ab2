// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes of a vector or two go on until the last of them has escaped.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Lanes = 32;

void runMandelbrot(void *const *Arrays) {
  int *Counts = arrayOf<int>(Arrays, 0);
  constexpr int N = MandelbrotSize;
#pragma omp parallel for collapse(2) schedule(dynamic, 16)
  for (int Row = 0; Row < N; ++Row)
    for (int First = 0; First < N; First += Lanes) {
      const float Cy = -1.5f + 3.0f * static_cast<float>(Row) / N;
      float Cx[Lanes], X[Lanes] = {}, Y[Lanes] = {};
      int Own[Lanes] = {};
      for (int I = 0; I < Lanes; ++I)
        Cx[I] = -2.0f + 3.0f * static_cast<float>(First + I) / N;
      for (int Step = 0, IsAnyLive = 1; Step < MandelbrotLimit && IsAnyLive; ++Step) {
        IsAnyLive = 0;
#pragma omp simd reduction(| : IsAnyLive)
        for (int I = 0; I < Lanes; ++I) {
          const int IsLive = X[I] * X[I] + Y[I] * Y[I] < 4.0f;
          const float Next = X[I] * X[I] - Y[I] * Y[I] + Cx[I];
          Y[I] = IsLive ? 2 * X[I] * Y[I] + Cy : Y[I];
          X[I] = IsLive ? Next : X[I];
          Own[I] += IsLive;
          IsAnyLive |= IsLive;
        }
      }
      for (int I = 0; I < Lanes; ++I)
        Counts[Row * N + First + I] = Own[I];
    }
}
