// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop of few rounds that a thread may leave early, and a hint before it: the hint has no loop any more.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <int Most> __global__ void count(const int *in, int *out) {
  const int i = threadIdx.x;
  int sum = 0;
#pragma unroll
  for (int k = 0; k < Most && in[i] > k; ++k)
    sum += in[i] + k;
  #pragma unroll 2
  for (int k = 0; k < 3; ++k) {
    if (in[i] == k)
      break;
    sum += 100;
  }
  out[i] = sum;
}

int main() {
  int *in = managed<int>(64), *out = managed<int>(64);
  for (int i = 0; i < 64; ++i)
    in[i] = i % 7;
  count<5><<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    int want = 0, own = i % 7;
    for (int k = 0; k < 5 && own > k; ++k)
      want += own + k;
    want += 100 * (own < 3 ? own : 3);
    EXPECT(out[i] == want);
  }
  return finish();
}
