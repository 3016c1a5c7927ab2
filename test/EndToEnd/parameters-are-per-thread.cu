// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads may change kernel parameters: each has its own copy, structs and arrays included.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Range {
  int begin, end;
  int seen[3];
};

__global__ void run(int *out, int n, Range range) {
  out += threadIdx.x;
  n += threadIdx.x;
  range.begin += threadIdx.x;
  range.seen[threadIdx.x % 3] += 5;
  while (range.begin < range.end) {
    ++range.begin;
    ++n;
  }
  *out = n * 1000 + range.seen[0] + range.seen[1] + range.seen[2];
}

int main() {
  int *out = managed<int>(64);
  run<<<1, 64>>>(out, 3, Range{0, 40, {1, 1, 1}});
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == (3 + t + (t < 40 ? 40 - t : 0)) * 1000 + 8);
  return finish();
}
