// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A tree reduction: barriers inside a loop that all threads take together.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void sum(const int *in, int *out, int n) {
  __shared__ int partial[256];
  int t = threadIdx.x, i = blockIdx.x * 256 + t;
  partial[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int half = 128; half > 0; half >>= 1) {
    if (t < half)
      partial[t] += partial[t + half];
    __syncthreads();
  }
  if (t == 0)
    out[blockIdx.x] = partial[0];
}

int main() {
  const int n = 1234, blocks = (n + 255) / 256;
  int *in = managed<int>(n), *out = managed<int>(blocks);
  for (int i = 0; i < n; ++i)
    in[i] = i % 7 - 2;
  sum<<<blocks, 256>>>(in, out, n);
  LAUNCH_OK();
  for (int b = 0; b < blocks; ++b) {
    int expected = 0;
    for (int i = b * 256; i < n && i < (b + 1) * 256; ++i)
      expected += i % 7 - 2;
    EXPECT(out[b] == expected);
  }
  return finish();
}
