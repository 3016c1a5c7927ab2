// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas that have a copy of an array of the thread's own, and names for its elements, behind a barrier.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 -std=c++17 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -std=c++17 && %run %t.O2
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber -std=c++17 && %t.fiber
#include "check.h"

__global__ void run(int *out) {
  int own[3] = {(int)threadIdx.x, 7, 9}, pair[2] = {1, (int)threadIdx.x};
  __syncthreads();
  const auto copied = [=](int i) { return own[i % 3]; };
  own[0] = 100;
  const auto [first, second] = pair;
  out[threadIdx.x] = copied(threadIdx.x) * 1000 + own[0] + first + second;
}

int main() {
  int *out = managed<int>(64);
  run<<<1, 64>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == (t % 3 == 0 ? t : t % 3 == 1 ? 7 : 9) * 1000 + 101 + t);
  return finish();
}
