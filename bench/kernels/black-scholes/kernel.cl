// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
float normal(float d) {
  float k = 1.0f / (1.0f + 0.2316419f * fabs(d));
  float tail = 0.39894228f * exp(-0.5f * d * d) *
               (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0 ? 1.0f - tail : tail;
}

kernel void blackScholes(global const float *prices, global const float *strikes, global const float *years, global float *calls,
                         global float *puts, int n) {
  int i = get_global_id(0);
  if (i >= n)
    return;
  const float rate = 0.02f, volatility = 0.3f;
  float root = sqrt(years[i]);
  float d1 = (log(prices[i] / strikes[i]) + (rate + 0.5f * volatility * volatility) * years[i]) / (volatility * root);
  float d2 = d1 - volatility * root;
  float discounted = strikes[i] * exp(-rate * years[i]);
  float n1 = normal(d1), n2 = normal(d2);
  calls[i] = prices[i] * n1 - discounted * n2;
  puts[i] = discounted * (1.0f - n2) - prices[i] * (1.0f - n1);
}
