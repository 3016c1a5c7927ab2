// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers that also vote.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void vote(const int *in, int *out) {
  int t = threadIdx.x;
  out[t] = __syncthreads_count(in[t] > 3);
  out[100 + t] = __syncthreads_and(in[t] >= 0);
  out[200 + t] = __syncthreads_and(in[t] > 0);
  out[300 + t] = __syncthreads_or(in[t] == 9);
  out[400 + t] = __syncthreads_or(in[t] == 10);
}

int main() {
  int *in = managed<int>(100), *out = managed<int>(500);
  for (int i = 0; i < 100; ++i)
    in[i] = i % 10;
  vote<<<1, 100>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 100; ++i) {
    EXPECT(out[i] == 60);
    EXPECT(out[100 + i] != 0);
    EXPECT(out[200 + i] == 0);
    EXPECT(out[300 + i] != 0);
    EXPECT(out[400 + i] == 0);
  }
  return finish();
}
