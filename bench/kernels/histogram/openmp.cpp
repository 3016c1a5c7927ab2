// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

/// Four tables per thread: equal neighbours would have to wait for each other in one.
struct alignas(64) Tables {
  int Bins[4][256];
};

void runHistogram(void *const *Arrays) {
  const unsigned *Words = arrayOf<unsigned>(Arrays, 0);
  int *Bins = arrayOf<int>(Arrays, 1);
  for (int Bin = 0; Bin < 256; ++Bin)
    Bins[Bin] = 0;
#pragma omp parallel
  {
    Tables Own = {};
#pragma omp for schedule(static) nowait
    for (int I = 0; I < HistogramWords; ++I) {
      const unsigned Word = Words[I];
      ++Own.Bins[0][Word & 255];
      ++Own.Bins[1][Word >> 8 & 255];
      ++Own.Bins[2][Word >> 16 & 255];
      ++Own.Bins[3][Word >> 24];
    }
#pragma omp critical
    for (int Bin = 0; Bin < 256; ++Bin)
      Bins[Bin] += Own.Bins[0][Bin] + Own.Bins[1][Bin] + Own.Bins[2][Bin] + Own.Bins[3][Bin];
  }
}
