// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: labels and branches that nest, that do not, and threads that end.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define COUNT(to, limit)                                                                                     \
  asm("{\n\t.reg .pred p;\n\tmov.u32 %0, 0;\n"                                                               \
      "loop:\tadd.u32 %0, %0, 3;\n\tsetp.lt.u32 p, %0, %1;\n\t@p bra loop;\n\t}"                             \
      : "=r"(to)                                                                                             \
      : "r"(limit))
__device__ unsigned collatz(unsigned n) {
  unsigned steps;
  asm("{ .reg .pred p; .reg .u32 x, odd;\n"
      "mov.u32 %0, 0; mov.u32 x, %1;\n"
      "Next: setp.le.u32 p, x, 1; @p bra Done;\n"
      "add.u32 %0, %0, 1; and.b32 odd, x, 1; setp.eq.u32 p, odd, 0; @p bra Even;\n"
      "mad.lo.u32 x, x, 3, 1; bra Next;\n"
      "Even: shr.u32 x, x, 1; bra Next;\n"
      "Done: }"
      : "=r"(steps) : "r"(n));
  return steps;
}
__global__ void run(unsigned *out, unsigned last) {
  unsigned i = threadIdx.x, *o = out + 4 * i, a, b;
  COUNT(a, i);
  COUNT(b, 2 * i + 1);
  o[0] = a + 1000 * b;
  o[1] = collatz(i);
  asm("{ .reg .pred p; setp.ge.s32 p, %1, 20; @p bra Else; mov.u32 %0, 1; bra End; Else: mov.u32 %0, 2; End: }"
      : "=r"(o[2]) : "r"(i));
  asm volatile("{ .reg .pred p; setp.gt.u32 p, %0, %1; @p exit; }" ::"r"(i), "r"(last));
  o[3] = 1;
}

int main() {
  unsigned *out = managed<unsigned>(4 * 64);
  run<<<1, 64>>>(out, 49);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    unsigned steps = 0, a = 3, b = 3;
    for (unsigned x = i; x > 1; ++steps)
      x = x % 2 ? 3 * x + 1 : x / 2;
    while (a < i)
      a += 3;
    while (b < 2 * i + 1)
      b += 3;
    EXPECT(out[4 * i] == a + 1000 * b && out[4 * i + 1] == steps);
    EXPECT(out[4 * i + 2] == (i < 20 ? 1 : 2) && out[4 * i + 3] == (i <= 49));
  }
  return finish();
}
