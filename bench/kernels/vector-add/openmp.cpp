// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runVectorAdd(void *const *Arrays) {
  const float *A = arrayOf<float>(Arrays, 0), *B = arrayOf<float>(Arrays, 1);
  float *C = arrayOf<float>(Arrays, 2);
#pragma omp parallel for simd schedule(static)
  for (int I = 0; I < VectorAddCount; ++I)
    C[I] = A[I] + B[I];
}
