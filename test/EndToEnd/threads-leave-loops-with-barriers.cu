// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// break, continue and return by some threads between barriers: the others go on without them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void run(int *out) {
  int t = threadIdx.x, rounds = 0;
  for (int i = 0; i < 10; ++i) {
    __syncthreads();
    if (i == t % 16)
      break;
    if ((i + t) % 3 == 0)
      continue;
    __syncthreads();
    if (t == 20 && i == 2) {
      out[t] = -1;
      return;
    }
    rounds++;
  }
  out[t] = rounds;
}

int main() {
  int *out = managed<int>(32);
  run<<<1, 32>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 32; ++t) {
    int rounds = 0;
    for (int i = 0; i < 10 && i != t % 16; ++i)
      rounds += (i + t) % 3 != 0;
    EXPECT(out[t] == (t == 20 ? -1 : rounds));
  }
  return finish();
}
