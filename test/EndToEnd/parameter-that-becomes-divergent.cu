// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop around a barrier counts to a parameter that is later given another parameter's value, which differs by thread.
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ unsigned step(unsigned tid, unsigned *sh, unsigned p) {
  sh[tid] = 8u & p;
  __syncthreads();
  for (unsigned f = 0, end = p % 4u; f < end; ++f) {
  }
  p = tid;
  return p + sh[tid ^ 1];
}
__global__ void run(unsigned *out, unsigned p) {
  __shared__ unsigned sh[64];
  unsigned tid = threadIdx.x;
  out[tid] = step(tid, sh, p);
}

int main() {
  unsigned *out = managed<unsigned>(64);
  run<<<1, 64>>>(out, 13);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i)
    EXPECT(out[i] == i + 8);
  return finish();
}
