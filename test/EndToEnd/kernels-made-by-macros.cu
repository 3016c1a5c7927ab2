// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro whose expansions are whole kernels.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define INDEX (blockIdx.x * blockDim.x + threadIdx.x)
#define DEFINE_MAP(name, expression)                                                                                   \
  __global__ void name(float *data, int n) {                                                                           \
    int i = INDEX;                                                                                                     \
    if (i < n) {                                                                                                       \
      float x = data[i];                                                                                               \
      data[i] = (expression);                                                                                          \
    }                                                                                                                  \
  }

DEFINE_MAP(square, x *x)
DEFINE_MAP(negate, -x)

int main() {
  float *data = managed<float>(128);
  for (int i = 0; i < 128; ++i)
    data[i] = i;
  square<<<2, 64>>>(data, 100);
  negate<<<1, 64>>>(data, 50);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(data[i] == (i < 50 ? -1.0f * i * i : i < 100 ? 1.0f * i * i : i));
  return finish();
}
