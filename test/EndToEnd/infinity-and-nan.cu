// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C's constants that are functions of the compiler's, used by kernels before anything else.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cfloat>
#include <cmath>
__global__ void run(const float *in, float *out) {
  float largest = -INFINITY;
  for (int i = 0; i < 4; ++i)
    largest = fmaxf(largest, in[i]);
  out[0] = largest;
  out[1] = HUGE_VALF;
  out[2] = NAN;
  out[3] = -HUGE_VAL;
  out[4] = __builtin_inff() - FLT_MAX;
  out[5] = __builtin_expect(largest > 0, 1) ? __builtin_fabsf(-2.5f) : 0;
}

int main() {
  float *in = managed<float>(4), *out = managed<float>(6);
  for (int i = 0; i < 4; ++i)
    in[i] = -3 + 2 * i;
  run<<<1, 1>>>(in, out);
  LAUNCH_OK();
  EXPECT(out[0] == 3);
  EXPECT(std::isinf(out[1]) && out[1] > 0);
  EXPECT(std::isnan(out[2]));
  EXPECT(std::isinf(out[3]) && out[3] < 0);
  EXPECT(std::isinf(out[4]) && out[5] == 2.5f);
  return finish();
}
