// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: sums and differences of 128 bits through the carry flag, in one asm statement and over several.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ void add(const unsigned *a, const unsigned *b, unsigned *d) {
  asm("{\n\t"
      "add.cc.u32 %0, %4, %8;\n\t"
      "addc.cc.u32 %1, %5, %9;\n\t"
      "addc.cc.u32 %2, %6, %10;\n\t"
      "addc.u32 %3, %7, %11;\n\t"
      "}"
      : "=r"(d[0]), "=r"(d[1]), "=r"(d[2]), "=r"(d[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]), "r"(b[2]), "r"(b[3]));
}
__device__ void subtract(const unsigned *a, const unsigned *b, unsigned *d) {
  asm volatile("sub.cc.u32 %0, %1, %2;" : "=r"(d[0]) : "r"(a[0]), "r"(b[0]));
  for (int i = 1; i < 3; ++i)
    asm volatile("subc.cc.u32 %0, %1, %2;" : "=r"(d[i]) : "r"(a[i]), "r"(b[i]));
  asm volatile("subc.u32 %0, %1, %2;" : "=r"(d[3]) : "r"(a[3]), "r"(b[3]));
}
__device__ void addLongs(unsigned long long a0, unsigned long long a1, unsigned long long b0, unsigned long long b1,
                         unsigned long long *d) {
  asm("add.cc.u64 %0, %2, %4; addc.u64 %1, %3, %5;" : "=l"(d[0]), "=l"(d[1]) : "l"(a0), "l"(a1), "l"(b0), "l"(b1));
}
/// The product of two words plus c, in two words.
__device__ void multiplyAdd(unsigned a, unsigned b, unsigned long long c, unsigned *d) {
  asm("mad.lo.cc.u32 %0, %2, %3, %4; madc.hi.u32 %1, %2, %3, %5;"
      : "=&r"(d[0]), "=r"(d[1]) : "r"(a), "r"(b), "r"((unsigned)c), "r"((unsigned)(c >> 32)));
}
__global__ void run(const unsigned *in, unsigned *out) {
  const unsigned *a = in + 8 * threadIdx.x, *b = a + 4;
  unsigned *o = out + 16 * threadIdx.x;
  add(a, b, o);
  subtract(a, b, o + 4);
  unsigned long long sum[2];
  addLongs(a[0] | (unsigned long long)a[1] << 32, a[2], b[0] | (unsigned long long)b[1] << 32, b[2], sum);
  o[8] = sum[0] >> 32;
  o[9] = sum[1];
  multiplyAdd(a[0], b[0], (unsigned long long)b[2] << 32 | a[1], o + 10);
}

static unsigned __int128 number(const unsigned *w) {
  unsigned __int128 n = 0;
  for (int i = 3; i >= 0; --i)
    n = n << 32 | w[i];
  return n;
}

int main() {
  unsigned *in = managed<unsigned>(8 * 64), *out = managed<unsigned>(16 * 64);
  for (unsigned i = 0; i < 8 * 64; ++i)
    in[i] = i % 3 == 0 ? -(i / 8 % 2) : i * 2654435761u;
  for (unsigned i = 0; i < 64; i += 2)
    in[8 * i + 5] = in[8 * i + 1]; // what is borrowed goes through words that are equal
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    const unsigned *a = in + 8 * i, *b = a + 4, *o = out + 16 * i;
    EXPECT(number(o) == number(a) + number(b) && number(o + 4) == number(a) - number(b));
    unsigned __int128 low = (a[0] | (unsigned long long)a[1] << 32) + (unsigned __int128)(b[0] | (unsigned long long)b[1] << 32);
    EXPECT(o[8] == (unsigned)(low >> 32) && o[9] == (unsigned)(low >> 64) + a[2] + b[2]);
    unsigned long long product = (unsigned long long)a[0] * b[0] + ((unsigned long long)b[2] << 32 | a[1]);
    EXPECT(o[10] == (unsigned)product && o[11] == product >> 32);
  }
  return finish();
}
