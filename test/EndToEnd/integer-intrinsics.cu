// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bit and integer intrinsics against values computed bit by bit.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(const unsigned *in, unsigned *out) {
  unsigned x = in[threadIdx.x], *o = out + 8 * threadIdx.x;
  o[0] = __popc(x);
  o[1] = __clz(x);
  o[2] = __ffs(x);
  o[3] = __brev(x);
  o[4] = __umulhi(x, 0x12345678u);
  o[5] = __byte_perm(x, 0xaabbccdd, 0x7531);
  o[6] = __popcll(((unsigned long long)x << 32) | x);
  o[7] = __mul24(x & 0xfff, 3);
}

int main() {
  unsigned *in = managed<unsigned>(32), *out = managed<unsigned>(256);
  for (int i = 0; i < 32; ++i)
    in[i] = i == 0 ? 0 : 2654435761u * i >> i % 13;
  run<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    unsigned x = in[i], bits = 0, leading = 0, reversed = 0, first = 0, *o = out + 8 * i;
    for (int b = 0; b < 32; ++b) {
      bits += x >> b & 1;
      reversed |= (x >> b & 1) << (31 - b);
    }
    while (leading < 32 && !(x >> (31 - leading) & 1))
      ++leading;
    if (x)
      while (!(x >> first++ & 1)) {
      }
    EXPECT(o[0] == bits && o[1] == leading && o[2] == first && o[3] == reversed);
    EXPECT(o[4] == (unsigned)((unsigned long long)x * 0x12345678u >> 32));
    EXPECT(o[5] == (0xaa000000u | 0x00cc0000u | (x >> 24) << 8 | (x >> 8 & 0xff)));
    EXPECT(o[6] == 2 * bits && o[7] == (x & 0xfff) * 3);
  }
  return finish();
}
