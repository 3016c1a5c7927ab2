// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Multiplication and addition contract, as under nvcc, except where the source rounds each.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(float *out, float a, float b, float c) { out[threadIdx.x] = __fadd_rn(__fmul_rn(a, b), c); }

int main() {
  float *out = managed<float>(64);
  // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: the last term is lost when the product is rounded on its own.
  float a = 1.0f + 1.0f / 4096;
  run<<<1, 64>>>(out, a, a, -1.0f - 1.0f / 2048);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == 0.0f);
  return finish();
}
