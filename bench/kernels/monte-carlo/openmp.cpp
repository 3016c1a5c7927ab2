// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The generators of some vectors at once.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Lanes = 64;

static inline unsigned advance(unsigned State) {
  State ^= State << 13;
  State ^= State >> 17;
  return State ^ State << 5;
}

void runMonteCarlo(void *const *Arrays) {
  int *Hits = arrayOf<int>(Arrays, 0);
#pragma omp parallel for schedule(static)
  for (int First = 0; First < MonteCarloThreads; First += Lanes) {
    unsigned States[Lanes];
    int Counts[Lanes] = {};
    for (int I = 0; I < Lanes; ++I)
      States[I] = static_cast<unsigned>(First + I) * 747796405u + 2891336453u;
    for (int Round = 0; Round < MonteCarloRounds; ++Round)
#pragma omp simd
      for (int I = 0; I < Lanes; ++I) {
        const unsigned A = advance(States[I]), B = advance(A);
        const float X = static_cast<float>(static_cast<int>(A >> 8)) * (1.0f / 16777216),
                    Y = static_cast<float>(static_cast<int>(B >> 8)) * (1.0f / 16777216);
        Counts[I] += X * X + Y * Y < 1;
        States[I] = B;
      }
    for (int I = 0; I < Lanes; ++I)
      Hits[First + I] = Counts[I];
  }
}
