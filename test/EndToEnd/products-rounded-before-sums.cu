// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -fmad=false: a product is rounded before something is added to it, on both backends.
// RUN: %lorchacc -O3 -fmad=false -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O1 --fmad false --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

__device__ float difference(float a, float b, float c) { return a * b - c; }

__global__ void errors(const float *in, float *out, double *wide, const double *factors) {
  __shared__ float own[64];
  int t = threadIdx.x;
  own[t] = in[t] * in[63 - t];
  __syncthreads();
  out[t] = difference(in[t], in[63 - t], own[t]);
  out[64 + t] = in[t] * in[63 - t] - own[63 - t];
  wide[t] = factors[t] * factors[63 - t] - factors[64 + t];
}

int main() {
  float *in = managed<float>(64), *out = managed<float>(128);
  double *factors = managed<double>(128), *wide = managed<double>(64);
  for (int t = 0; t < 64; ++t) {
    in[t] = 1 + t / 4096.0f + 1 / 8192.0f;
    factors[t] = 1 + t / 1e9;
  }
  for (int t = 0; t < 64; ++t) {
    volatile double product = factors[t] * factors[63 - t];
    factors[64 + t] = product;
  }
  errors<<<1, 64>>>(in, out, wide, factors);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == 0 && out[64 + t] == 0 && wide[t] == 0);
  return finish();
}
