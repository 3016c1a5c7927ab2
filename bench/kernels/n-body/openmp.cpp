// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bodies of a vector or four at once, one array per coordinate; the others come one by one.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Lanes = 64;

void runNBody(void *const *Arrays) {
  const float *Bodies = arrayOf<float>(Arrays, 0);
  float *Accelerations = arrayOf<float>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int First = 0; First < NBodyCount; First += Lanes) {
    float X[Lanes], Y[Lanes], Z[Lanes], Ax[Lanes] = {}, Ay[Lanes] = {}, Az[Lanes] = {};
    for (int I = 0; I < Lanes; ++I) {
      X[I] = Bodies[4 * (First + I)];
      Y[I] = Bodies[4 * (First + I) + 1];
      Z[I] = Bodies[4 * (First + I) + 2];
    }
    for (int J = 0; J < NBodyCount; ++J) {
      const float *Other = Bodies + 4 * J;
#pragma omp simd
      for (int I = 0; I < Lanes; ++I) {
        const float Dx = Other[0] - X[I], Dy = Other[1] - Y[I], Dz = Other[2] - Z[I];
        const float Inverse = 1.0f / sqrtf(Dx * Dx + Dy * Dy + Dz * Dz + 0.01f);
        const float Scale = Other[3] * Inverse * Inverse * Inverse;
        Ax[I] += Dx * Scale;
        Ay[I] += Dy * Scale;
        Az[I] += Dz * Scale;
      }
    }
    for (int I = 0; I < Lanes; ++I) {
      float *To = Accelerations + 4 * (First + I);
      To[0] = Ax[I], To[1] = Ay[I], To[2] = Az[I], To[3] = 0;
    }
  }
}
