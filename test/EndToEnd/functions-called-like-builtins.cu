// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function that is called like a builtin of Clang's for x86, which GCC does not have.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
#include "check.h"

static unsigned long long inline __rdtsc() {
  return 42;
}

__global__ void k(int *out) { out[threadIdx.x] = threadIdx.x; }

int main() {
  int *out = managed<int>(32);
  k<<<1, 32>>>(out);
  LAUNCH_OK();
  EXPECT(out[7] == 7);
  EXPECT(__rdtsc() == 42);
  return finish();
}
