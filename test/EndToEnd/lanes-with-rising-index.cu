// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An index that rises in a loop around the threads is kept from one thread to its neighbour; lanes read where it lies.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"
__global__ void onward(const int *in, int *out, int n) {
  int i = threadIdx.x, sum = 0, steps = 0;
  for (int k = 0; k < n; ++k) {
    sum += in[i];
    i += 33;
  }
  while (sum * 2 + i < 2000 && steps < 50 + in[i]) {
    sum = sum * 3 + i + 1;
    ++steps;
  }
  out[threadIdx.x] = sum + steps;
}

int main() {
  int *in = managed<int>(33 * 41), *out = managed<int>(33);
  for (int i = 0; i < 33 * 41; ++i)
    in[i] = i % 7;
  onward<<<1, 33>>>(in, out, 40);
  LAUNCH_OK();
  for (int t = 0; t < 33; ++t) {
    int sum = 0, steps = 0, i = t + 33 * 40;
    for (int k = 0; k < 40; ++k)
      sum += in[t + 33 * k];
    for (; sum * 2 + i < 2000 && steps < 50 + in[i]; ++steps)
      sum = sum * 3 + i + 1;
    EXPECT(out[t] == sum + steps);
  }
  return finish();
}
