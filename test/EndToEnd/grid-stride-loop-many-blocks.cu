// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// More blocks than any machine has cores, each with state of its own.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(unsigned long long *sum, unsigned *blocks, int n) {
  unsigned long long own = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    own += i;
  atomicAdd(sum, own);
  if (threadIdx.x == 0)
    atomicAdd(blocks, 1u);
}

int main() {
  unsigned long long *sum = managed<unsigned long long>(1);
  unsigned *blocks = managed<unsigned>(1);
  const int n = 3000000;
  run<<<20000, 64>>>(sum, blocks, n);
  LAUNCH_OK();
  EXPECT(*sum == (unsigned long long)n * (n - 1) / 2);
  EXPECT(*blocks == 20000);
  return finish();
}
