// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: integer arithmetic against wider integers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define TWO(name) asm(name " %0, %1, %2;" : "=r"(*o++) : "r"(a), "r"(b))
#define THREE(name) asm(name " %0, %1, %2, %3;" : "=r"(*o++) : "r"(a), "r"(b), "r"(c))
__global__ void run(const unsigned *in, unsigned *out) {
  unsigned i = threadIdx.x, a = in[i], b = in[i + 64], c = in[i + 128], *o = out + 22 * i;
  TWO("add.u32"); TWO("sub.s32"); TWO("mul.lo.s32"); TWO("mul.hi.u32"); TWO("mul.hi.s32");
  TWO("div.u32"); TWO("rem.s32"); TWO("min.s32"); TWO("max.u32"); TWO("add.sat.s32"); TWO("sub.sat.s32");
  TWO("mul24.lo.s32"); TWO("mul24.hi.u32");
  THREE("mad.lo.u32"); THREE("mad.hi.s32"); THREE("sad.s32"); THREE("sad.u32");
  unsigned long long wide = (unsigned long long)a << 32 | b, product;
  asm("mul.hi.u64 %0, %1, %1;" : "=l"(product) : "l"(wide));
  *o++ = product >> 32;
  *o++ = product;
  long long sum;
  asm("mad.wide.s32 %0, %1, %2, %3;" : "=l"(sum) : "r"(a), "r"(b), "l"(wide));
  *o++ = sum >> 32;
  unsigned short h;
  asm("mul.hi.u16 %0, %1, %2;" : "=h"(h) : "h"((unsigned short)a), "h"((unsigned short)b));
  *o++ = h;
  asm("neg.s32 %0, %1; abs.s32 %0, %0;" : "=&r"(*o) : "r"(a));
}

static int saturated(long long x) { return x > 2147483647ll ? 2147483647 : x < -2147483648ll ? -2147483648ll : x; }

int main() {
  unsigned *in = managed<unsigned>(192), *out = managed<unsigned>(64 * 22);
  const unsigned ends[] = {0, 1, 0x7fffffff, 0x80000000, 0xffffffff};
  for (unsigned i = 0; i < 192; ++i)
    in[i] = i % 7 < 5 && i % 64 > 9 ? i * 2654435761u >> i % 11 : ends[(i / 5 + i) % 5];
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    unsigned a = in[i], b = in[i + 64], c = in[i + 128], *o = out + 22 * i;
    long long sa = (int)a, sb = (int)b;
    unsigned long long p = (unsigned long long)a * b;
    EXPECT(o[0] == a + b && o[1] == a - b && o[2] == a * b && o[3] == p >> 32 && o[4] == (unsigned)(sa * sb >> 32));
    EXPECT(b == 0 || o[5] == a / b);
    EXPECT(b == 0 || (int)o[6] == (int)(sa % sb));
    EXPECT((int)o[7] == (sa < sb ? sa : sb) && o[8] == (a > b ? a : b));
    EXPECT((int)o[9] == saturated(sa + sb) && (int)o[10] == saturated(sa - sb));
    long long a24 = (int)(a << 8) >> 8, b24 = (int)(b << 8) >> 8;
    EXPECT(o[11] == (unsigned)(a24 * b24) && o[12] == (unsigned)((unsigned long long)(a & 0xffffff) * (b & 0xffffff) >> 16));
    EXPECT(o[13] == a * b + c && o[14] == (unsigned)(sa * sb >> 32) + c);
    EXPECT(o[15] == (unsigned)(sa > sb ? sa - sb : sb - sa) + c && o[16] == (a > b ? a - b : b - a) + c);
    unsigned long long wide = (unsigned long long)a << 32 | b;
    unsigned long long product = (unsigned __int128)wide * wide >> 64;
    EXPECT(o[17] == product >> 32 && o[18] == (unsigned)product);
    EXPECT(o[19] == (unsigned)((unsigned long long)(sa * sb) + wide >> 32));
    EXPECT(o[20] == (a & 0xffff) * (b & 0xffff) >> 16 && o[21] == (unsigned)(sa < 0 ? -sa : sa));
  }
  return finish();
}
