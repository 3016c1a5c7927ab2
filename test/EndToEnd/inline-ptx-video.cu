// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: video instructions of words and of lanes, dot products of bytes.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define THREE(name) asm(name " %0, %1, %2, %3;" : "=r"(*o++) : "r"(a), "r"(b), "r"(c))
constexpr int Words = 14;
__global__ void run(const unsigned *in, unsigned *out) {
  unsigned i = threadIdx.x, a = in[i], b = in[i + 64], c = in[i + 128], *o = out + Words * i;
  THREE("vabsdiff4.u32.u32.u32.add"); THREE("vabsdiff4.s32.s32.s32"); THREE("vadd4.s32.s32.s32.sat");
  THREE("vsub2.u32.u32.u32.sat"); THREE("vavrg4.u32.u32.u32"); THREE("vmax4.u32.u32.u32"); THREE("vmin2.s32.s32.s32");
  THREE("vshr.u32.u32.u32.clamp.add"); THREE("vset4.u32.u32.lt");
  asm("vadd.s32.s32.s32.sat %0, %1.b1, %2.h1;" : "=r"(*o++) : "r"(a), "r"(b));
  asm("vabsdiff.u32.u32.u32 %0, %1, %2;" : "=r"(*o++) : "r"(a), "r"(b));
  THREE("dp4a.s32.s32"); THREE("dp4a.u32.u32"); THREE("dp2a.hi.s32.u32");
}

static int lane(unsigned w, int bits, int i, bool isSigned) {
  unsigned v = w >> bits * i & ((1u << bits) - 1);
  return isSigned && v >> (bits - 1) ? (int)v - (1 << bits) : (int)v;
}
static int clamped(int x, int least, int most) { return x < least ? least : x > most ? most : x; }
static int distance(int a, int b) { return a < b ? b - a : a - b; }
template <class F> static unsigned lanes(unsigned a, unsigned b, int bits, bool isSigned, F f) {
  unsigned r = 0;
  for (int i = 0; i < 32 / bits; ++i)
    r |= ((unsigned)f(lane(a, bits, i, isSigned), lane(b, bits, i, isSigned)) & ((1u << bits) - 1)) << bits * i;
  return r;
}

int main() {
  unsigned *in = managed<unsigned>(192), *out = managed<unsigned>(64 * Words);
  for (unsigned i = 0; i < 192; ++i)
    in[i] = i % 7 == 0 ? 0x7f80ff00u + i : i * 2654435761u >> i % 3 * 8;
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    unsigned a = in[i], b = in[i + 64], c = in[i + 128], *o = out + Words * i, sum = c, dot = c, udot = c;
    for (int k = 0; k < 4; ++k) {
      sum += distance(a >> 8 * k & 255, b >> 8 * k & 255);
      dot += lane(a, 8, k, true) * lane(b, 8, k, true);
      udot += lane(a, 8, k, false) * lane(b, 8, k, false);
    }
    EXPECT(o[0] == sum && o[1] == lanes(a, b, 8, true, distance));
    EXPECT(o[2] == lanes(a, b, 8, true, [](int x, int y) { return clamped(x + y, -128, 127); }));
    EXPECT(o[3] == lanes(a, b, 16, false, [](int x, int y) { return clamped(x - y, 0, 65535); }));
    EXPECT(o[4] == lanes(a, b, 8, false, [](int x, int y) { return (x + y + 1) / 2; }));
    EXPECT(o[5] == lanes(a, b, 8, false, [](int x, int y) { return x > y ? x : y; }));
    EXPECT(o[6] == lanes(a, b, 16, true, [](int x, int y) { return x < y ? x : y; }));
    EXPECT(o[7] == (b < 32 ? a >> b : 0) + c && o[8] == lanes(a, b, 8, false, [](int x, int y) { return x < y; }));
    EXPECT((int)o[9] == lane(a, 8, 1, true) + lane(b, 16, 1, true) && o[10] == (a < b ? b - a : a - b));
    EXPECT(o[11] == dot && o[12] == udot);
    EXPECT(o[13] == c + lane(a, 16, 0, true) * lane(b, 8, 2, false) + lane(a, 16, 1, true) * lane(b, 8, 3, false));
  }
  return finish();
}
