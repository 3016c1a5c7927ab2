// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's integer intrinsics. runtime/device/cpu/integer.h has the same in C++.

// Bits.
static int lorcha_clz(int X) { return clz(X); }
static int lorcha_clzll(long X) { return (int)clz(X); }
static int lorcha_popc(uint X) { return (int)popcount(X); }
static int lorcha_popcll(ulong X) { return (int)popcount(X); }
// Trailing zero bits; the compiler's functions have no value for zero.
static int lorcha_ctz(uint X) { return 31 - (int)clz(X & (0u - X)); }
static int lorcha_ctzll(ulong X) { return 63 - (int)clz(X & (0ul - X)); }
// One plus the index of the lowest set bit; 0 for zero.
static int lorcha_ffs(int X) { return 32 - (int)clz((uint)X & (0u - (uint)X)); }
static int lorcha_ffsll(long X) { return 64 - (int)clz((ulong)X & (0ul - (ulong)X)); }

static uint lorcha_brev(uint X) {
  X = (X >> 1 & 0x55555555u) | (X & 0x55555555u) << 1;
  X = (X >> 2 & 0x33333333u) | (X & 0x33333333u) << 2;
  X = (X >> 4 & 0x0f0f0f0fu) | (X & 0x0f0f0f0fu) << 4;
  X = (X >> 8 & 0x00ff00ffu) | (X & 0x00ff00ffu) << 8;
  return X >> 16 | X << 16;
}
static ulong lorcha_brevll(ulong X) { return (ulong)lorcha_brev((uint)X) << 32 | lorcha_brev((uint)(X >> 32)); }

// Byte 0 to 7 of Bytes; bit 3 of the selector asks for the byte's sign instead.
static uint lorcha_select_byte(ulong Bytes, uint Selector) {
  uint Byte = (uint)(Bytes >> (Selector & 7u) * 8u) & 0xffu;
  return (Selector & 8u) != 0 ? ((Byte & 0x80u) != 0 ? 0xffu : 0u) : Byte;
}
static uint lorcha_byte_perm(uint X, uint Y, uint Selector) {
  ulong Bytes = (ulong)Y << 32 | X;
  return lorcha_select_byte(Bytes, Selector) | lorcha_select_byte(Bytes, Selector >> 4) << 8 |
         lorcha_select_byte(Bytes, Selector >> 8) << 16 | lorcha_select_byte(Bytes, Selector >> 12) << 24;
}

// Position of the Offset-th set bit of Mask, counted from bit Base upwards (Offset > 0) or downwards (Offset < 0); 0 tests
// bit Base itself. 0xffffffff when there is none.
static uint lorcha_fns(uint Mask, uint Base, int Offset) {
  if (Base > 31u)
    return 0xffffffffu;
  if (Offset == 0)
    return (Mask >> Base & 1u) != 0 ? Base : 0xffffffffu;
  int Step = Offset > 0 ? 1 : -1;
  for (int Bit = (int)Base; Bit >= 0 && Bit < 32; Bit += Step) {
    Offset -= (Mask >> Bit & 1u) != 0 ? Step : 0;
    if (Offset == 0)
      return (uint)Bit;
  }
  return 0xffffffffu;
}

// The high word of High:Low shifted left, or the low word of it shifted right. OpenCL shifts count modulo 64.
static uint lorcha_funnelshift_l(uint Low, uint High, uint Shift) {
  return (uint)(((ulong)High << 32 | Low) << (Shift & 31u) >> 32);
}
static uint lorcha_funnelshift_r(uint Low, uint High, uint Shift) {
  return (uint)(((ulong)High << 32 | Low) >> (Shift & 31u));
}
static uint lorcha_funnelshift_lc(uint Low, uint High, uint Shift) {
  return Shift >= 32u ? Low : lorcha_funnelshift_l(Low, High, Shift);
}
static uint lorcha_funnelshift_rc(uint Low, uint High, uint Shift) {
  return Shift >= 32u ? High : lorcha_funnelshift_r(Low, High, Shift);
}

// Products, sums and averages. OpenCL's mul24 leaves operands of more than 24 bits open; CUDA's takes the low 24 bits.
static int lorcha_mul24(int X, int Y) { return (int)((uint)((X << 8) >> 8) * (uint)((Y << 8) >> 8)); }
static uint lorcha_umul24(uint X, uint Y) { return (X & 0xffffffu) * (Y & 0xffffffu); }
static int lorcha_mulhi(int X, int Y) { return mul_hi(X, Y); }
static uint lorcha_umulhi(uint X, uint Y) { return mul_hi(X, Y); }
static long lorcha_mul64hi(long X, long Y) { return mul_hi(X, Y); }
static ulong lorcha_umul64hi(ulong X, ulong Y) { return mul_hi(X, Y); }
static uint lorcha_sad(int X, int Y, uint Z) { return abs_diff(X, Y) + Z; }
static uint lorcha_usad(uint X, uint Y, uint Z) { return abs_diff(X, Y) + Z; }
static int lorcha_hadd(int X, int Y) { return hadd(X, Y); }
static uint lorcha_uhadd(uint X, uint Y) { return hadd(X, Y); }
static int lorcha_rhadd(int X, int Y) { return rhadd(X, Y); }
static uint lorcha_urhadd(uint X, uint Y) { return rhadd(X, Y); }

// Dot products of four bytes, and of two halves with two bytes, plus C modulo 2^32.
static int lorcha_dp4a_int(int A, int B, int C) {
  char4 X = as_char4(A), Y = as_char4(B);
  return (int)((uint)(X.x * Y.x + X.y * Y.y + X.z * Y.z + X.w * Y.w) + (uint)C);
}
static uint lorcha_dp4a_uint(uint A, uint B, uint C) {
  uchar4 X = as_uchar4(A), Y = as_uchar4(B);
  return (uint)(X.x * Y.x + X.y * Y.y + X.z * Y.z + X.w * Y.w) + C;
}
static int lorcha_dp4a_lorcha_char4(lorcha_char4 A, lorcha_char4 B, int C) {
  return (int)((uint)(A.x * B.x + A.y * B.y + A.z * B.z + A.w * B.w) + (uint)C);
}
static uint lorcha_dp4a_lorcha_uchar4(lorcha_uchar4 A, lorcha_uchar4 B, uint C) {
  return (uint)(A.x * B.x + A.y * B.y + A.z * B.z + A.w * B.w) + C;
}
static int lorcha_dp2a_lo_int(int A, int B, int C) {
  short2 X = as_short2(A);
  char4 Y = as_char4(B);
  return (int)((uint)(X.x * Y.x) + (uint)(X.y * Y.y) + (uint)C);
}
static int lorcha_dp2a_hi_int(int A, int B, int C) { return lorcha_dp2a_lo_int(A, B >> 16, C); }
static uint lorcha_dp2a_lo_uint(uint A, uint B, uint C) {
  ushort2 X = as_ushort2(A);
  uchar4 Y = as_uchar4(B);
  return (uint)X.x * Y.x + (uint)X.y * Y.y + C;
}
static uint lorcha_dp2a_hi_uint(uint A, uint B, uint C) { return lorcha_dp2a_lo_uint(A, B >> 16, C); }
static int lorcha_dp2a_lo_lorcha_short2(lorcha_short2 A, lorcha_char4 B, int C) {
  return (int)((uint)(A.x * B.x) + (uint)(A.y * B.y) + (uint)C);
}
static int lorcha_dp2a_hi_lorcha_short2(lorcha_short2 A, lorcha_char4 B, int C) {
  return (int)((uint)(A.x * B.z) + (uint)(A.y * B.w) + (uint)C);
}
static uint lorcha_dp2a_lo_lorcha_ushort2(lorcha_ushort2 A, lorcha_uchar4 B, uint C) {
  return (uint)A.x * B.x + (uint)A.y * B.y + C;
}
static uint lorcha_dp2a_hi_lorcha_ushort2(lorcha_ushort2 A, lorcha_uchar4 B, uint C) {
  return (uint)A.x * B.z + (uint)A.y * B.w + C;
}
