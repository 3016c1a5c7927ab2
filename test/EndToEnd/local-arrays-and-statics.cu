// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays local to a thread, aggregates of them, and constants at namespace scope.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 --expt-relaxed-constexpr && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 --expt-relaxed-constexpr && %run %t.O2
#include "check.h"
const int kernelSize = 3;
static const float weights = 0.25f;
enum { Rows = 4 };
constexpr int square(int x) { return x * x; }

__global__ void run(float *out) {
  float window[kernelSize] = {1, 2, 4};
  int counts[Rows][2] = {{0}};
  for (int i = 0; i < 10; ++i)
    counts[(i + threadIdx.x) % Rows][i % 2]++;
  float sum = 0;
  for (int i = 0; i < kernelSize; ++i)
    sum += window[i] * weights;
  for (int r = 0; r < Rows; ++r)
    sum += counts[r][0] * 10 + counts[r][1] * 100;
  static const int table[] = {7, 8, 9};
  out[threadIdx.x] = sum + table[threadIdx.x % 3] + square(2);
}

int main() {
  float *out = managed<float>(12);
  run<<<1, 12>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 12; ++t)
    EXPECT(out[t] == 1.75f + 550 + 7 + t % 3 + 4);
  return finish();
}
