// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: shifts, fields, logic of three words and permutations, bit by bit.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define ONE(name) asm(name " %0, %1;" : "=r"(*o++) : "r"(a))
#define TWO(name) asm(name " %0, %1, %2;" : "=r"(*o++) : "r"(a), "r"(n))
#define THREE(name) asm(name " %0, %1, %2, %3;" : "=r"(*o++) : "r"(a), "r"(b), "r"(n))
template <int Table> __device__ unsigned logic(unsigned a, unsigned b, unsigned c) {
  unsigned d;
  asm("lop3.b32 %0, %1, %2, %3, %4;" : "=r"(d) : "r"(a), "r"(b), "r"(c), "n"(Table));
  return d;
}
constexpr int Words = 20;
__global__ void run(const unsigned *in, unsigned *out) {
  unsigned i = threadIdx.x, a = in[i], b = in[i + 64], n = i < 40 ? i : in[i], l = in[i + 64] & 63, *o = out + Words * i;
  TWO("shl.b32"); TWO("shr.u32"); TWO("shr.s32");
  THREE("shf.l.wrap.b32"); THREE("shf.r.clamp.b32");
  asm("bfe.u32 %0, %1, %2, %3;" : "=r"(*o++) : "r"(a), "r"(n), "r"(l));
  asm("bfe.s32 %0, %1, %2, %3;" : "=r"(*o++) : "r"(a), "r"(n), "r"(l));
  asm("bfi.b32 %0, %1, %2, %3, %4;" : "=r"(*o++) : "r"(a), "r"(b), "r"(n), "r"(l));
  ONE("bfind.u32"); ONE("bfind.s32"); ONE("bfind.shiftamt.u32"); ONE("popc.b32"); ONE("clz.b32"); ONE("brev.b32"); ONE("not.b32");
  *o++ = logic<0x96>(a, b, n);
  *o++ = logic<0xe8>(a, b, n);
  THREE("prmt.b32"); THREE("prmt.b32.b4e");
  asm("bmsk.clamp.b32 %0, %1, %2;" : "=r"(*o++) : "r"(n), "r"(l));
}

static unsigned bit(unsigned x, unsigned at) { return at < 32 ? x >> at & 1 : 0; }
static unsigned field(unsigned a, unsigned at, unsigned length, bool isSigned) {
  at &= 255, length &= 255;
  unsigned sign = isSigned && length ? bit(a, at + length - 1 < 31 ? at + length - 1 : 31) : 0, d = 0;
  for (unsigned i = 0; i < 32; ++i)
    d |= (i < length && at + i <= 31 ? bit(a, at + i) : sign) << i;
  return d;
}

int main() {
  unsigned *in = managed<unsigned>(128), *out = managed<unsigned>(64 * Words);
  for (unsigned i = 0; i < 128; ++i)
    in[i] = i % 9 == 0 ? -(i % 2) : i * 2654435761u >> i % 31;
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    unsigned a = in[i], b = in[i + 64], n = i < 40 ? i : in[i], l = in[i + 64] & 63, *o = out + Words * i;
    unsigned long long both = (unsigned long long)b << 32 | a;
    EXPECT(o[0] == (n < 32 ? a << n : 0) && o[1] == (n < 32 ? a >> n : 0) && (int)o[2] == (int)a >> (n < 32 ? n : 31));
    EXPECT(o[3] == (unsigned)(both << n % 32 >> 32) && o[4] == (unsigned)(both >> (n < 32 ? n : 32)));
    EXPECT(o[5] == field(a, n, l, false) && o[6] == field(a, n, l, true));
    unsigned inserted = b, mask = 0, reversed = 0, majority = 0, count = 0;
    for (unsigned k = 0; k < 32; ++k) {
      if (k >= (n & 255) && k - (n & 255) < l)
        inserted = (inserted & ~(1u << k)) | bit(a, k - (n & 255)) << k;
      mask |= (unsigned)(k >= n && k - n < l) << k;
      reversed |= bit(a, 31 - k) << k;
      count += bit(a, k);
      majority |= (unsigned)(bit(a, k) + bit(b, k) + bit(n, k) > 1) << k;
    }
    int top = 31, differs = 31;
    while (top >= 0 && !bit(a, top))
      --top;
    while (differs >= 0 && bit(a, differs) == bit(a, 31))
      --differs;
    EXPECT(o[7] == inserted && o[8] == (unsigned)top && o[9] == (unsigned)differs && o[10] == (top < 0 ? ~0u : 31u - top));
    EXPECT(o[11] == count && o[12] == 31u - top && o[13] == reversed && o[14] == ~a);
    EXPECT(o[15] == (a ^ b ^ n) && o[16] == majority && o[19] == mask);
    unsigned backwards = 0, chosen = 0;
    for (unsigned k = 0; k < 4; ++k) {
      unsigned pick = n >> 4 * k & 15, byte = both >> 8 * (pick & 7) & 255;
      chosen |= (pick & 8 ? (byte & 128 ? 255u : 0u) : byte) << 8 * k;
      backwards |= (unsigned)(both >> 8 * ((n % 4 + 8 - k) % 8) & 255) << 8 * k;
    }
    EXPECT(o[17] == chosen && o[18] == backwards);
  }
  return finish();
}
