// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mathematical functions and intrinsics of the device agree with the C library.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cmath>

__global__ void run(float *f, double *d) {
  float x = 0.1f + 0.2f * threadIdx.x;
  double y = 0.1 + 0.2 * threadIdx.x;
  f[threadIdx.x] = sinf(x) + sqrtf(x) + expf(-x) + powf(x, 1.5f) + fabsf(-x) + fmaxf(x, 1.0f) + floorf(x) + rsqrtf(x);
  d[threadIdx.x] = sin(y) + sqrt(y) + exp(-y) + pow(y, 1.5) + fabs(-y) + fmax(y, 1.0) + ceil(y) + log(y) + atan2(y, 2.0);
  f[100 + threadIdx.x] = __sinf(x) + __expf(x) + __logf(x) + __fdividef(x, 3.0f) + __powf(x, 2.0f);
  f[200 + threadIdx.x] = min(3, (int)threadIdx.x) + max(x, 0.5f) + __fmul_rn(x, x) + fmaf(x, x, 1.0f);
}

int main() {
  float *f = managed<float>(300);
  double *d = managed<double>(64);
  run<<<1, 64>>>(f, d);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    float x = 0.1f + 0.2f * t;
    double y = 0.1 + 0.2 * t;
    double ef = std::sin(x) + std::sqrt(x) + std::exp(-x) + std::pow(x, 1.5f) + x + std::fmax(x, 1.0f) + std::floor(x) +
                1 / std::sqrt(x);
    double ed = std::sin(y) + std::sqrt(y) + std::exp(-y) + std::pow(y, 1.5) + y + std::fmax(y, 1.0) + std::ceil(y) +
                std::log(y) + std::atan2(y, 2.0);
    EXPECT(std::fabs(f[t] - ef) < 1e-5 * std::fabs(ef) + 1e-5);
    EXPECT(std::fabs(d[t] - ed) < 1e-13 * std::fabs(ed) + 1e-13);
    double fast = std::sin((double)x) + std::exp((double)x) + std::log((double)x) + x / 3.0 + (double)x * x;
    EXPECT(std::fabs(f[100 + t] - fast) < 1e-4 * std::fabs(fast) + 1e-4);
    double mixed = (t < 3 ? t : 3) + std::fmax(x, 0.5f) + (double)x * x + (double)x * x + 1;
    EXPECT(std::fabs(f[200 + t] - mixed) < 1e-5 * mixed);
  }
  return finish();
}
