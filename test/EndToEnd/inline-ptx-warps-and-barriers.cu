// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: shuffles with predicates and segments, votes, matches, reductions, barriers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
constexpr int Words = 16;
__global__ void run(unsigned *out) {
  __shared__ unsigned all[64];
  unsigned i = threadIdx.x, lane = i % 32, *o = out + Words * i, d, in;
  for (int n = 0; n < 3; ++n) {
    asm volatile("{ .reg .pred p; shfl.sync.down.b32 %0|p, %2, %3, 0x1f, 0xffffffff; selp.u32 %1, 1, 0, p; }"
                 : "=r"(d), "=r"(in) : "r"(100 + i), "r"(1 << n));
    o[n] = 1000 * in + d;
  }
  asm volatile("shfl.sync.bfly.b32 %0, %1, 3, 0x1f, 0xffffffff;" : "=r"(o[3]) : "r"(i));
  asm volatile("shfl.sync.up.b32 %0, %1, 2, 0x1800, -1;" : "=r"(o[4]) : "r"(i)); // segments of 8
  asm volatile("shfl.sync.idx.b32 %0, %1, 5, 0x181f, %2;" : "=r"(o[5]) : "r"(i), "r"(0xffffffffu));
  asm volatile("{ .reg .pred p; setp.gt.u32 p, %1, 20; vote.sync.ballot.b32 %0, p, 0xffffffff; }" : "=r"(o[6]) : "r"(lane));
  asm volatile("{ .reg .pred p, q; setp.gt.u32 p, %1, 30; vote.sync.any.pred q, p, 0xffffffff; selp.u32 %0, 1, 0, q; }"
               : "=r"(o[7]) : "r"(i));
  asm volatile("match.any.sync.b32 %0, %1, 0xffffffff;" : "=r"(o[8]) : "r"(lane / 5));
  asm volatile("redux.sync.add.u32 %0, %1, 0xffffffff;" : "=r"(o[9]) : "r"(i));
  all[i] = i * i;
  asm volatile("bar.sync 0;" ::: "memory");
  o[10] = all[63 - i];
  asm volatile("{ .reg .pred p; setp.lt.u32 p, %1, 10; bar.red.popc.u32 %0, 0, p; }" : "=r"(o[11]) : "r"(i));
  asm volatile("barrier.sync.aligned 1;");
  asm volatile("activemask.b32 %0;" : "=r"(o[12]));
  asm volatile("bar.warp.sync 0xffffffff;");
  o[13] = 1;
  asm volatile("shfl.sync.down.b32 %0, %1, 1, 0x1c1f, 0xffffffff;" : "=r"(o[14]) : "r"(i)); // segments of 4
  asm volatile("shfl.sync.bfly.b32 %0, %1, 5, 7, 0xffffffff;" : "=r"(o[15]) : "r"(i));      // the first 8 lanes
}

int main() {
  unsigned *out = managed<unsigned>(Words * 64);
  run<<<1, 64>>>(out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    unsigned *o = out + Words * i, lane = i % 32, w = i - lane, same = 0;
    for (unsigned n = 0; n < 3; ++n)
      EXPECT(o[n] == (lane + (1u << n) < 32 ? 1100 + i + (1 << n) : 100 + i));
    for (unsigned k = 0; k < 32; ++k)
      same |= (unsigned)(k / 5 == lane / 5) << k;
    EXPECT(o[3] == (i ^ 3) && o[4] == (lane % 8 < 2 ? i : i - 2) && o[5] == w + lane / 8 * 8 + 5);
    EXPECT(o[6] == 0xffe00000u && o[7] == 1 && o[8] == same);
    EXPECT(o[9] == 32 * w + 496 && o[10] == (63 - i) * (63 - i) && o[11] == 10 && o[12] == ~0u && o[13] == 1);
    EXPECT(o[14] == (i % 4 == 3 ? i : i + 1) && o[15] == (lane < 8 ? w + (lane ^ 5) : i));
  }
  return finish();
}
