// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

static inline float normal(float D) {
  const float K = 1.0f / (1.0f + 0.2316419f * fabsf(D));
  const float Tail =
      0.39894228f * expf(-0.5f * D * D) *
      (K * (0.31938153f + K * (-0.356563782f + K * (1.781477937f + K * (-1.821255978f + K * 1.330274429f)))));
  return D > 0 ? 1.0f - Tail : Tail;
}

void runBlackScholes(void *const *Arrays) {
  const float *Prices = arrayOf<float>(Arrays, 0), *Strikes = arrayOf<float>(Arrays, 1),
              *Years = arrayOf<float>(Arrays, 2);
  float *Calls = arrayOf<float>(Arrays, 3), *Puts = arrayOf<float>(Arrays, 4);
  const float Rate = 0.02f, Volatility = 0.3f;
#pragma omp parallel for simd schedule(static)
  for (int I = 0; I < BlackScholesCount; ++I) {
    const float Root = sqrtf(Years[I]);
    const float D1 = (logf(Prices[I] / Strikes[I]) + (Rate + 0.5f * Volatility * Volatility) * Years[I]) /
                     (Volatility * Root);
    const float Discounted = Strikes[I] * expf(-Rate * Years[I]);
    const float N1 = normal(D1), N2 = normal(D1 - Volatility * Root);
    Calls[I] = Prices[I] * N1 - Discounted * N2;
    Puts[I] = Discounted * (1.0f - N2) - Prices[I] * (1.0f - N1);
  }
}
