// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Some vectors of points at once, against one centre after the other.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Lanes = 64;

void runKMeans(void *const *Arrays) {
  const float *Points = arrayOf<float>(Arrays, 0), *Centres = arrayOf<float>(Arrays, 1);
  int *Nearest = arrayOf<int>(Arrays, 2);
  static_assert(KMeansPoints % Lanes == 0, "no rests");
#pragma omp parallel for schedule(static)
  for (int First = 0; First < KMeansPoints; First += Lanes) {
    float Least[Lanes];
    int Best[Lanes] = {};
    for (float &L : Least)
      L = 3.4e38f;
    for (int C = 0; C < KMeansCentres; ++C)
#pragma omp simd
      for (int I = 0; I < Lanes; ++I) {
        float Distance = 0;
#pragma clang loop unroll(full)
        for (int D = 0; D < KMeansDimensions; ++D) {
          const float Difference = Points[D * KMeansPoints + First + I] - Centres[C * KMeansDimensions + D];
          Distance += Difference * Difference;
        }
        Best[I] = Distance < Least[I] ? C : Best[I];
        Least[I] = Distance < Least[I] ? Distance : Least[I];
      }
    for (int I = 0; I < Lanes; ++I)
      Nearest[First + I] = Best[I];
  }
}
