// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers inside an if whose condition is the same for the whole block.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void shift(int *data) {
  __shared__ int tile[32];
  int t = threadIdx.x, i = blockIdx.x * 32 + t;
  tile[t] = data[i];
  if (blockIdx.x % 2 == 0) {
    __syncthreads();
    data[i] = tile[(t + 1) % 32];
  } else {
    data[i] = -tile[t];
    __syncthreads();
    data[i] += tile[31 - t];
  }
}

int main() {
  int *data = managed<int>(128);
  for (int i = 0; i < 128; ++i)
    data[i] = i;
  shift<<<4, 32>>>(data);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i) {
    int base = i / 32 * 32, t = i % 32;
    EXPECT(data[i] == (i / 32 % 2 == 0 ? base + (t + 1) % 32 : 31 - 2 * t));
  }
  return finish();
}
