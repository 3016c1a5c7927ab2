// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions whose CUDA names C's library owns, and complex numbers, on both sides.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>
#include <cuComplex.h>

#define FAST_SQUARE_ROOT(x) __expf(0.5f * __logf(x))

__host__ __device__ cuComplex twice(cuComplex z) { return cuCaddf(z, z); }

__global__ void run(const float *in, float *out, cuComplex *z) {
  int i = threadIdx.x;
  float x = in[i], *o = out + 8 * i;
  o[0] = FAST_SQUARE_ROOT(x);
  o[1] = __sinf(x) * __sinf(x) + __cosf(x) * __cosf(x);
  __sincosf(x, &o[2], &o[3]);
  o[4] = rsqrtf(x) * sqrtf(x);
  o[5] = sinpif(x);
  o[6] = __powf(x, 2.0f);
  o[7] = __fdividef(x, 4.0f) + __saturatef(x);
  z[i] = cuCmulf(twice(make_cuComplex(x, 1)), make_cuComplex(0, 1));
}

static bool isNear(float a, double b) { return std::fabs(a - b) <= 1e-5 * std::fabs(b) + 1e-6; }

int main() {
  float *in = managed<float>(32), *out = managed<float>(256);
  cuComplex *z = managed<cuComplex>(32);
  for (int i = 0; i < 32; ++i)
    in[i] = 0.125f + i * 0.25f;
  run<<<1, 32>>>(in, out, z);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    double x = in[i];
    const float *o = out + 8 * i;
    EXPECT(isNear(o[0], std::sqrt(x)) && isNear(o[1], 1) && isNear(o[2], std::sin(x)) && isNear(o[3], std::cos(x)));
    EXPECT(isNear(o[4], 1) && isNear(o[5], std::sin(std::acos(-1.0) * x)) && isNear(o[6], x * x));
    EXPECT(isNear(o[7], x / 4 + (x < 1 ? x : 1)) && isNear(rsqrtf(in[i]), 1 / std::sqrt(x)));
    EXPECT(z[i].x == -2 && z[i].y == 2 * in[i]);
  }
  return finish();
}
