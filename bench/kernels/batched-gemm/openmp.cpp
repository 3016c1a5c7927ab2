// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runBatchedGemm(void *const *Arrays) {
  const float *A = arrayOf<float>(Arrays, 0), *B = arrayOf<float>(Arrays, 1);
  float *C = arrayOf<float>(Arrays, 2);
#pragma omp parallel for schedule(static)
  for (int Matrix = 0; Matrix < BatchedGemmCount; ++Matrix) {
    const float *OwnA = A + Matrix * 256, *OwnB = B + Matrix * 256;
    for (int Y = 0; Y < 16; ++Y) {
      float Sums[16] = {};
#pragma clang loop unroll(full)
      for (int K = 0; K < 16; ++K)
#pragma omp simd
        for (int X = 0; X < 16; ++X)
          Sums[X] += OwnA[Y * 16 + K] * OwnB[K * 16 + X];
      for (int X = 0; X < 16; ++X)
        C[Matrix * 256 + Y * 16 + X] = Sums[X];
    }
  }
}
