// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp operations and votes in the conditions of loops and branches, with barriers inside.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

// Each warp runs until all its lanes are done; the block runs until all its warps are.
__global__ void run(const int *in, int *rounds, int *blockRounds, int *most) {
  __shared__ int seen[64];
  int t = threadIdx.x, left = in[t], taken = 0;
  while (__any_sync(0xffffffffu, left > 0)) {
    left -= 3;
    ++taken;
  }
  rounds[t] = taken;
  left = in[t];
  taken = 0;
  do {
    seen[t] = left;
    __syncthreads();
    left -= seen[t ^ 1] > 0 ? 1 : 2;
    ++taken;
  } while (__syncthreads_or(left > 0));
  blockRounds[t] = taken;
  if (__syncthreads_count(in[t] > 20) > 10) {
    seen[t] = in[t];
    __syncthreads();
    for (int i = 32; i > 0; i >>= 1) {
      if (t < i && seen[t + i] > seen[t])
        seen[t] = seen[t + i];
      __syncthreads();
    }
    most[t] = seen[0];
  }
}

int main() {
  const int Count = 64;
  int *in = managed<int>(Count), *rounds = managed<int>(Count), *blockRounds = managed<int>(Count), *most = managed<int>(Count);
  int left[Count], largest = 0, wanted = 0, warpMost[2] = {};
  for (int i = 0; i < Count; ++i) {
    in[i] = left[i] = i * i % 37 + 1;
    largest = in[i] > largest ? in[i] : largest;
    warpMost[i / 32] = in[i] > warpMost[i / 32] ? in[i] : warpMost[i / 32];
  }
  for (bool any = true; any; ++wanted) {
    int seen[Count];
    any = false;
    for (int i = 0; i < Count; ++i)
      seen[i] = left[i];
    for (int i = 0; i < Count; ++i)
      any |= (left[i] -= seen[i ^ 1] > 0 ? 1 : 2) > 0;
  }
  run<<<1, Count>>>(in, rounds, blockRounds, most);
  LAUNCH_OK();
  for (int i = 0; i < Count; ++i) {
    EXPECT(rounds[i] == (warpMost[i / 32] + 2) / 3);
    EXPECT(blockRounds[i] == wanted && most[i] == largest);
  }
  return finish();
}
