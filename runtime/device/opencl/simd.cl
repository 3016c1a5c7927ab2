// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's SIMD intrinsics: two halfwords or four bytes in one word. OpenCL's vectors do the lanes; the word's first byte is
// lane x, as devices are little-endian like the host. runtime/device/cpu/simd.h has the same in C++.

// The lanes of a word, signed and unsigned.
#define LORCHA_S2(X) as_short2(X)
#define LORCHA_U2(X) as_ushort2(X)
#define LORCHA_S4(X) as_char4(X)
#define LORCHA_U4(X) as_uchar4(X)

// Halves are rounded away from zero, as PTX's vavrg2 and vavrg4 do.
static int2 lorcha_average2(int2 Sum) { return (Sum + select((int2)(0), (int2)(1), Sum >= 0)) >> 1; }
static int4 lorcha_average4(int4 Sum) { return (Sum + select((int4)(0), (int4)(1), Sum >= 0)) >> 1; }
static uint lorcha_sum2(ushort2 X) { return (uint)X.x + X.y; }
static uint lorcha_sum4(uchar4 X) { return (uint)X.x + X.y + X.z + X.w; }

// Everything for N lanes of the signed type S and the unsigned type U; I is the vector of as many ints.
#define LORCHA_SIMD(N, S, U, I, SignMask)                                                                              \
  static uint lorcha_vadd##N(uint A, uint B) { return as_uint(LORCHA_U##N(A) + LORCHA_U##N(B)); }                      \
  static uint lorcha_vaddss##N(uint A, uint B) { return as_uint(add_sat(LORCHA_S##N(A), LORCHA_S##N(B))); }            \
  static uint lorcha_vaddus##N(uint A, uint B) { return as_uint(add_sat(LORCHA_U##N(A), LORCHA_U##N(B))); }            \
  static uint lorcha_vsub##N(uint A, uint B) { return as_uint(LORCHA_U##N(A) - LORCHA_U##N(B)); }                      \
  static uint lorcha_vsubss##N(uint A, uint B) { return as_uint(sub_sat(LORCHA_S##N(A), LORCHA_S##N(B))); }            \
  static uint lorcha_vsubus##N(uint A, uint B) { return as_uint(sub_sat(LORCHA_U##N(A), LORCHA_U##N(B))); }            \
  static uint lorcha_vneg##N(uint A) { return as_uint((U)(0) - LORCHA_U##N(A)); }                                      \
  static uint lorcha_vnegss##N(uint A) { return as_uint(sub_sat((S)(0), LORCHA_S##N(A))); }                            \
  static uint lorcha_vabs##N(uint A) { return as_uint(abs(LORCHA_S##N(A))); }                                          \
  static uint lorcha_vabsss##N(uint A) { return as_uint(min(abs(LORCHA_S##N(A)), (U)(SignMask - 1))); }                \
  static uint lorcha_vabsdiffs##N(uint A, uint B) { return as_uint(abs_diff(LORCHA_S##N(A), LORCHA_S##N(B))); }        \
  static uint lorcha_vabsdiffu##N(uint A, uint B) { return as_uint(abs_diff(LORCHA_U##N(A), LORCHA_U##N(B))); }        \
  static uint lorcha_vsads##N(uint A, uint B) { return lorcha_sum##N(abs_diff(LORCHA_S##N(A), LORCHA_S##N(B))); }      \
  static uint lorcha_vsadu##N(uint A, uint B) { return lorcha_sum##N(abs_diff(LORCHA_U##N(A), LORCHA_U##N(B))); }      \
  static uint lorcha_vavgs##N(uint A, uint B) {                                                                        \
    I Sum = convert_##I(LORCHA_S##N(A)) + convert_##I(LORCHA_S##N(B));                                                 \
    return as_uint(convert_##S(lorcha_average##N(Sum)));                                                               \
  }                                                                                                                    \
  static uint lorcha_vavgu##N(uint A, uint B) { return as_uint(rhadd(LORCHA_U##N(A), LORCHA_U##N(B))); }               \
  static uint lorcha_vhaddu##N(uint A, uint B) { return as_uint(hadd(LORCHA_U##N(A), LORCHA_U##N(B))); }               \
  static uint lorcha_vmins##N(uint A, uint B) { return as_uint(min(LORCHA_S##N(A), LORCHA_S##N(B))); }                 \
  static uint lorcha_vminu##N(uint A, uint B) { return as_uint(min(LORCHA_U##N(A), LORCHA_U##N(B))); }                 \
  static uint lorcha_vmaxs##N(uint A, uint B) { return as_uint(max(LORCHA_S##N(A), LORCHA_S##N(B))); }                 \
  static uint lorcha_vmaxu##N(uint A, uint B) { return as_uint(max(LORCHA_U##N(A), LORCHA_U##N(B))); }                 \
  LORCHA_SIMD_COMPARE(N, U, S, eq, ==, LORCHA_U)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, ne, !=, LORCHA_U)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, gts, >, LORCHA_S)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, gtu, >, LORCHA_U)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, ges, >=, LORCHA_S)                                                                      \
  LORCHA_SIMD_COMPARE(N, U, S, geu, >=, LORCHA_U)                                                                      \
  LORCHA_SIMD_COMPARE(N, U, S, lts, <, LORCHA_S)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, ltu, <, LORCHA_U)                                                                       \
  LORCHA_SIMD_COMPARE(N, U, S, les, <=, LORCHA_S)                                                                      \
  LORCHA_SIMD_COMPARE(N, U, S, leu, <=, LORCHA_U)
// A comparison of vectors gives lanes of ones (cmp), of which set keeps the last bit.
#define LORCHA_SIMD_COMPARE(N, U, S, Name, Operator, Lanes)                                                            \
  static uint lorcha_vcmp##Name##N(uint A, uint B) { return as_uint((S)(Lanes##N(A) Operator Lanes##N(B))); }          \
  static uint lorcha_vset##Name##N(uint A, uint B) { return as_uint((S)(Lanes##N(A) Operator Lanes##N(B)) & (S)(1)); }

LORCHA_SIMD(2, short2, ushort2, int2, 0x8000u)
LORCHA_SIMD(4, char4, uchar4, int4, 0x80u)
#undef LORCHA_SIMD
#undef LORCHA_SIMD_COMPARE
