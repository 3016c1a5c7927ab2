// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that have left no longer take part in barriers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void neighbours(const int *in, int *out, int n) {
  __shared__ int tile[64];
  int t = threadIdx.x;
  if (t >= n)
    return;
  tile[t] = in[t];
  __syncthreads();
  out[t] = tile[(t + 1) % n] - tile[t];
}

int main() {
  const int n = 45;
  int *in = managed<int>(n), *out = managed<int>(64);
  for (int i = 0; i < n; ++i)
    in[i] = i * i;
  neighbours<<<1, 64>>>(in, out, n);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    int next = (i + 1) % n;
    EXPECT(out[i] == next * next - i * i);
  }
  for (int i = n; i < 64; ++i)
    EXPECT(out[i] == 0);
  return finish();
}
