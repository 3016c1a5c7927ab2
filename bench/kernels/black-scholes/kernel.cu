// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

// The normal distribution function by the polynomial of Abramowitz and Stegun 26.2.17.
__device__ float normal(float d) {
  float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
  float tail =
      0.39894228f * expf(-0.5f * d * d) *
      (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0 ? 1.0f - tail : tail;
}

__global__ void blackScholes(const float *prices, const float *strikes, const float *years, float *calls,
                             float *puts, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  const float rate = 0.02f, volatility = 0.3f;
  float root = sqrtf(years[i]);
  float d1 = (logf(prices[i] / strikes[i]) + (rate + 0.5f * volatility * volatility) * years[i]) /
             (volatility * root);
  float d2 = d1 - volatility * root;
  float discounted = strikes[i] * expf(-rate * years[i]);
  float n1 = normal(d1), n2 = normal(d2);
  calls[i] = prices[i] * n1 - discounted * n2;
  puts[i] = discounted * (1.0f - n2) - prices[i] * (1.0f - n1);
}

extern "C" void launchBlackScholes(void *const *arrays) {
  blackScholes<<<(BlackScholesCount + 127) / 128, 128>>>(
      static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
      static_cast<const float *>(arrays[2]), static_cast<float *>(arrays[3]), static_cast<float *>(arrays[4]),
      BlackScholesCount);
}
