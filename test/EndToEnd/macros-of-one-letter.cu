// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs have macros of one letter, from the command line and before they include headers; headers have names of their own.
// RUN: %lorchacc -O0 -ccbin %gxx -DN=64 -DS=float -DP=2 -DX=1 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -DN=64 -DS=float -DP=2 -DX=1 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#define K 3
#define A (
#include "check.h"
#include <cooperative_groups.h>
#include <cuda_fp16.h>

__global__ void scale(S *values, __half *halves) {
  auto block = cooperative_groups::this_thread_block();
  const int i = block.thread_rank() + X - 1;
  values[i] = values[i] * P + K;
  halves[i] = __float2half A values[i] - K);
}

int main() {
  S *values = managed<S>(N);
  __half *halves = managed<__half>(N);
  for (int i = 0; i < N; ++i)
    values[i] = i;
  scale<<<1, N>>>(values, halves);
  LAUNCH_OK();
  for (int i = 0; i < N; ++i)
    EXPECT(values[i] == P * i + K && __half2float(halves[i]) == P * i);
  return finish();
}
