// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runSoftmax(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int Row = 0; Row < SoftmaxRows; ++Row) {
    const float *From = In + Row * SoftmaxColumns;
    float *To = Out + Row * SoftmaxColumns;
    float Most = From[0], Sum = 0;
#pragma omp simd reduction(max : Most)
    for (int I = 0; I < SoftmaxColumns; ++I)
      Most = From[I] > Most ? From[I] : Most;
#pragma omp simd reduction(+ : Sum)
    for (int I = 0; I < SoftmaxColumns; ++I) {
      To[I] = expf(From[I] - Most);
      Sum += To[I];
    }
    const float Factor = 1 / Sum;
#pragma omp simd
    for (int I = 0; I < SoftmaxColumns; ++I)
      To[I] *= Factor;
  }
}
