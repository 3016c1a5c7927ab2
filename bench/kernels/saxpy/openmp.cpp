// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runSaxpy(void *const *Arrays) {
  const float *X = arrayOf<float>(Arrays, 0);
  float *Y = arrayOf<float>(Arrays, 1);
#pragma omp parallel for simd schedule(static)
  for (int I = 0; I < SaxpyCount; ++I)
    Y[I] = 2.5f * X[I] + Y[I];
}
