// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles of every kind: reductions, broadcasts, scans, narrow widths, 64-bit values.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define FULL 0xffffffffu

__global__ void run(int *out, double *sums) {
  int t = threadIdx.x, lane = t % 32;
  int sum = t;
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down_sync(FULL, sum, offset);
  out[t] = __shfl_sync(FULL, sum, 0);
  int scan = 1;
  for (int offset = 1; offset < 32; offset *= 2) {
    int other = __shfl_up_sync(FULL, scan, offset);
    if (lane >= offset)
      scan += other;
  }
  out[100 + t] = scan;
  out[200 + t] = __shfl_xor_sync(FULL, t, 1);
  out[300 + t] = __shfl_sync(FULL, t, 2, 8);
  double value = 0.5 * t;
  for (int mask = 16; mask > 0; mask /= 2)
    value += __shfl_xor_sync(FULL, value, mask);
  sums[t] = value;
}

int main() {
  int *out = managed<int>(400);
  double *sums = managed<double>(64);
  run<<<1, 64>>>(out, sums);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    int base = t / 32 * 32, total = 32 * base + 31 * 16;
    EXPECT(out[t] == total);
    EXPECT(out[100 + t] == t % 32 + 1);
    EXPECT(out[200 + t] == (t ^ 1));
    EXPECT(out[300 + t] == t / 8 * 8 + 2);
    EXPECT(sums[t] == 0.5 * total);
  }
  return finish();
}
