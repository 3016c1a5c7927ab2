// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runStringMatch(void *const *Arrays) {
  const char *Text = arrayOf<char>(Arrays, 0);
  int *Counts = arrayOf<int>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int Block = 0; Block < TextLength / 256; ++Block) {
    const char *From = Text + Block * 256;
    const int Last = Block == TextLength / 256 - 1 ? 253 : 256;
    int Count = 0;
#pragma omp simd reduction(+ : Count)
    for (int I = 0; I < Last; ++I)
      Count += (From[I] == 'a') & (From[I + 1] == 'b') & (From[I + 2] == 'a') & (From[I + 3] == 'c');
    Counts[Block] = Count;
  }
}
