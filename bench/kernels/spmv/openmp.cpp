// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runSpmv(void *const *Arrays) {
  const int *Starts = arrayOf<int>(Arrays, 0), *Columns = arrayOf<int>(Arrays, 1);
  const float *Values = arrayOf<float>(Arrays, 2), *X = arrayOf<float>(Arrays, 3);
  float *Y = arrayOf<float>(Arrays, 4);
#pragma omp parallel for schedule(static)
  for (int Row = 0; Row < SpmvRows; ++Row) {
    float Sum = 0;
#pragma omp simd reduction(+ : Sum)
    for (int K = Starts[Row]; K < Starts[Row + 1]; ++K)
      Sum += Values[K] * X[Columns[K]];
    Y[Row] = Sum;
  }
}
