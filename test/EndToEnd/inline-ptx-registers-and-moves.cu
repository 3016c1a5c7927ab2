// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: special registers, moves, packing and splitting, blocks of several instructions, predicates.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ unsigned lanesBelow() {
  unsigned mask;
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(mask));
  return mask;
}
__global__ void run(unsigned *out) {
  unsigned x, y, n, lane, warp, *o;
  asm("mov.u32 %0, %tid.x;" : "=r"(x));
  asm("mov.u32 %0, %%tid.y;" : "=r"(y));
  asm volatile("mad.lo.u32 %0, %1, %2, %3;" : "=r"(n) : "r"(y), "r"(blockDim.x), "r"(x));
  asm("mov.u32 %0, %%laneid; // the lane\n\t"
      "mov.u32 %1, %%warpid; /* the warp */"
      : "=r"(lane), "=r"(warp));
  o = out + 10 * n;
  o[0] = lane;
  o[1] = warp;
  o[2] = lanesBelow();
  asm("{\n\t.reg .u32 a, b;\n\tmov.u32 a, %%ntid.x;\n\tmov.u32 b, %%nctaid.x;\n\tmul.lo.u32 %0, a, b;\n\t}" : "=r"(o[3]));
  unsigned long long wide;
  asm("mov.b64 %0, {%1, %2};" : "=l"(wide) : "r"(n), "r"(~n));
  o[4] = wide >> 32;
  asm("mov.b64 {%0, %1}, %2;" : "=r"(o[5]), "=r"(o[6]) : "l"(wide + 1));
  float half = 0.5f;
  asm("mov.b32 %0, %1;" : "=r"(o[7]) : "f"(half));
  asm("{ .reg .pred %p<3>; setp.lt.u32 %p1, %1, 16; @%p1 mov.u32 %0, 5; @!%p1 mov.u32 %0, %2; }"
      : "=r"(o[8]) : "r"(n), "n"(3 + 4));
  unsigned short low, high;
  asm("mov.b32 {%0, %1}, %2;" : "=h"(low), "=h"(high) : "r"(0x10000u * n + 77u));
  o[9] = high * 1000 + low;
}

int main() {
  unsigned *out = managed<unsigned>(10 * 48);
  run<<<3, dim3(12, 4)>>>(out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 48; ++i) {
    unsigned *o = out + 10 * i;
    EXPECT(o[0] == i % 32 && o[1] == i / 32 && o[2] == (1u << i % 32) - 1 && o[3] == 36);
    EXPECT(o[4] == ~i && o[5] == i + 1 && o[6] == ~i && o[7] == 0x3f000000u);
    EXPECT(o[8] == (i < 16 ? 5 : 7) && o[9] == 1000 * i + 77);
  }
  return finish();
}
