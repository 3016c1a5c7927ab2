// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runReduction(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int Block = 0; Block < ReductionBlocks; ++Block) {
    float Sum = 0;
#pragma omp simd reduction(+ : Sum)
    for (int I = 0; I < 512; ++I)
      Sum += In[Block * 512 + I];
    Out[Block] = Sum;
  }
}
