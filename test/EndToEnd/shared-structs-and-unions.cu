// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared variables of struct, union and pointer type, several in one declaration.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Node {
  float4 box;
  int child[2];
};
union Bits {
  float f;
  unsigned u;
};

__global__ void run(unsigned *out) {
  __shared__ Node nodes[8];
  __shared__ Bits bits;
  __shared__ int *first, total, counts[4];
  int t = threadIdx.x;
  nodes[t].child[0] = t;
  nodes[t].box = make_float4(t, 0, 0, 1);
  if (t == 0) {
    bits.f = 1.0f;
    first = &nodes[3].child[0];
    total = 0;
  }
  if (t < 4)
    counts[t] = 5 * t;
  __syncthreads();
  atomicAdd(&total, nodes[7 - t].child[0] + counts[t % 4]);
  __syncthreads();
  out[t] = total + *first * 1000 + (bits.u == 0x3f800000u) * 10000 + (int)nodes[t ^ 1].box.x * 100000;
}

int main() {
  unsigned *out = managed<unsigned>(8);
  run<<<1, 8>>>(out);
  LAUNCH_OK();
  for (unsigned t = 0; t < 8; ++t)
    EXPECT(out[t] == 28 + 60 + 3000 + 10000 + (t ^ 1) * 100000);
  return finish();
}
