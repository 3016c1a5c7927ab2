// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Returns from inside loops, break and continue, per thread.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void firstMultiple(const int *in, int n, int *out) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  if (t == 0)
    return;
  for (int i = 0; i < n; ++i) {
    if (in[i] < 0)
      continue;
    if (in[i] % t == 0) {
      out[t] = i;
      return;
    }
    if (i == 90)
      break;
  }
  out[t] = -1;
}

int main() {
  const int n = 100;
  int *in = managed<int>(n), *out = managed<int>(128);
  for (int i = 0; i < n; ++i)
    in[i] = i % 5 == 0 ? -i : 3 * i + 2;
  firstMultiple<<<4, 32>>>(in, n, out);
  LAUNCH_OK();
  EXPECT(out[0] == 0);
  for (int t = 1; t < 128; ++t) {
    int expected = -1;
    for (int i = 0; i <= 90 && expected < 0; ++i)
      if (in[i] >= 0 && in[i] % t == 0)
        expected = i;
    EXPECT(out[t] == expected);
  }
  return finish();
}
