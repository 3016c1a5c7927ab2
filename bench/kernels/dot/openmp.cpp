// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runDot(void *const *Arrays) {
  const float *A = arrayOf<float>(Arrays, 0), *B = arrayOf<float>(Arrays, 1);
  float Sum = 0;
#pragma omp parallel for simd schedule(static) reduction(+ : Sum)
  for (int I = 0; I < DotCount; ++I)
    Sum += A[I] * B[I];
  *arrayOf<float>(Arrays, 2) = Sum;
}
