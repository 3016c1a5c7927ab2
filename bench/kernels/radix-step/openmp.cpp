// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runRadixStep(void *const *Arrays) {
  const int *In = arrayOf<int>(Arrays, 0);
  int *Out = arrayOf<int>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int First = 0; First < RadixCount; First += 256) {
    int Ones = 0;
#pragma omp simd reduction(+ : Ones)
    for (int I = 0; I < 256; ++I)
      Ones += In[First + I] >> RadixBit & 1;
    int Next[2] = {First, First + 256 - Ones};
    for (int I = 0; I < 256; ++I)
      Out[Next[In[First + I] >> RadixBit & 1]++] = In[First + I];
  }
}
