// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's intrinsics for dynamic programming (DPX): the smaller and greater of two or three numbers, of a sum and a number,
// limited to what is not negative (relu), and which one it was (__vib...). Sums are modulo the lane's size.

// For Which, max or min: the functions of words, and of two halfwords in a word.
#define LORCHA_DPX(Which, Compare)                                                                                     \
  static int lorcha_vi##Which##_s32_relu(int A, int B) { return max(Which(A, B), 0); }                                 \
  static int lorcha_vi##Which##3_s32(int A, int B, int C) { return Which(Which(A, B), C); }                            \
  static int lorcha_vi##Which##3_s32_relu(int A, int B, int C) { return max(Which(Which(A, B), C), 0); }               \
  static uint lorcha_vi##Which##3_u32(uint A, uint B, uint C) { return Which(Which(A, B), C); }                        \
  static int lorcha_viadd##Which##_s32(int A, int B, int C) { return Which((int)((uint)A + (uint)B), C); }             \
  static int lorcha_viadd##Which##_s32_relu(int A, int B, int C) {                                                     \
    return max(Which((int)((uint)A + (uint)B), C), 0);                                                                 \
  }                                                                                                                    \
  static uint lorcha_viadd##Which##_u32(uint A, uint B, uint C) { return Which(A + B, C); }                            \
  static uint lorcha_vi##Which##_s16x2_relu(uint A, uint B) {                                                          \
    return as_uint(max(Which(as_short2(A), as_short2(B)), (short2)(0)));                                               \
  }                                                                                                                    \
  static uint lorcha_vi##Which##3_s16x2(uint A, uint B, uint C) {                                                      \
    return as_uint(Which(Which(as_short2(A), as_short2(B)), as_short2(C)));                                            \
  }                                                                                                                    \
  static uint lorcha_vi##Which##3_s16x2_relu(uint A, uint B, uint C) {                                                 \
    return as_uint(max(as_short2(lorcha_vi##Which##3_s16x2(A, B, C)), (short2)(0)));                                   \
  }                                                                                                                    \
  static uint lorcha_vi##Which##3_u16x2(uint A, uint B, uint C) {                                                      \
    return as_uint(Which(Which(as_ushort2(A), as_ushort2(B)), as_ushort2(C)));                                         \
  }                                                                                                                    \
  static uint lorcha_viadd##Which##_s16x2(uint A, uint B, uint C) {                                                    \
    return as_uint(Which(as_short2(as_ushort2(A) + as_ushort2(B)), as_short2(C)));                                     \
  }                                                                                                                    \
  static uint lorcha_viadd##Which##_s16x2_relu(uint A, uint B, uint C) {                                               \
    return as_uint(max(as_short2(lorcha_viadd##Which##_s16x2(A, B, C)), (short2)(0)));                                 \
  }                                                                                                                    \
  static uint lorcha_viadd##Which##_u16x2(uint A, uint B, uint C) {                                                    \
    return as_uint(Which(as_ushort2(A) + as_ushort2(B), as_ushort2(C)));                                               \
  }                                                                                                                    \
  LORCHA_DPX_WHICH(lorcha_vib##Which, Which, Compare, private)                                                         \
  LORCHA_DPX_WHICH(lorcha_vib##Which, Which, Compare, local)                                                           \
  LORCHA_DPX_WHICH(lorcha_vib##Which, Which, Compare, global)
// Whether the first was chosen goes through a pointer, into each address space. Name is pasted before, as a driver may have
// max and min as macros.
#define LORCHA_DPX_WHICH(Name, Which, Compare, Space)                                                                  \
  static int Name##_s32_##Space(int A, int B, Space bool *IsFirst) {                                                   \
    *IsFirst = A Compare B;                                                                                            \
    return Which(A, B);                                                                                                \
  }                                                                                                                    \
  static uint Name##_u32_##Space(uint A, uint B, Space bool *IsFirst) {                                                \
    *IsFirst = A Compare B;                                                                                            \
    return Which(A, B);                                                                                                \
  }                                                                                                                    \
  static uint Name##_s16x2_##Space(uint A, uint B, Space bool *HighIsFirst, Space bool *LowIsFirst) {                  \
    *HighIsFirst = as_short2(A).y Compare as_short2(B).y;                                                              \
    *LowIsFirst = as_short2(A).x Compare as_short2(B).x;                                                               \
    return as_uint(Which(as_short2(A), as_short2(B)));                                                                 \
  }                                                                                                                    \
  static uint Name##_u16x2_##Space(uint A, uint B, Space bool *HighIsFirst, Space bool *LowIsFirst) {                  \
    *HighIsFirst = as_ushort2(A).y Compare as_ushort2(B).y;                                                            \
    *LowIsFirst = as_ushort2(A).x Compare as_ushort2(B).x;                                                             \
    return as_uint(Which(as_ushort2(A), as_ushort2(B)));                                                               \
  }

LORCHA_DPX(max, >=)
LORCHA_DPX(min, <=)
#undef LORCHA_DPX
#undef LORCHA_DPX_WHICH
