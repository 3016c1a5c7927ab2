// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names that CUDA has since removed: thread-level management, warp functions without masks.
// RUN: %lorchacc -O0 -ccbin %gxx -w -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -w -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__global__ void run(int *out) {
  int t = threadIdx.x;
  int sum = t;
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down(sum, offset);
  out[t] = __shfl(sum, 0) + __any(t == 3) + __all(t < 32) + __popc(__ballot(t & 1));
}

int main() {
  int *out = managed<int>(32);
  run<<<1, 32>>>(out);
  CUDA_OK(cudaThreadSynchronize());
  for (int t = 0; t < 32; ++t)
    EXPECT(out[t] == 496 + 1 + 1 + 16);
  CUDA_OK(cudaThreadExit());
  return finish();
}
