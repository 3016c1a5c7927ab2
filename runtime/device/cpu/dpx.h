// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's SIMD and scalar intrinsics for dynamic programming (DPX): smaller and greater of two or three
// numbers, of a sum and a number, limited to what is not negative (relu), and which one it was (__vib...).
// Sums are modulo the lane's size.
#ifndef LORCHA_CPU_DPX_H
#define LORCHA_CPU_DPX_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/simd.h"

namespace lorcha {
namespace detail {

/// Function(a, b, c) for each lane of three words, cut to the lane.
template <class LaneT, class FunctionT>
LORCHA_INLINE uint32_t mapThreeLanes(uint32_t A, uint32_t B, uint32_t C, FunctionT Function) {
  uint32_t Result = 0;
  for (int Shift = 0; Shift < 32; Shift += LaneBits<LaneT>) {
    const int Value = Function(static_cast<LaneT>(A >> Shift), static_cast<LaneT>(B >> Shift),
                               static_cast<LaneT>(C >> Shift));
    Result |= (static_cast<uint32_t>(Value) & LaneMask<LaneT>) << Shift;
  }
  return Result;
}
template <class T> LORCHA_INLINE T lesser(T A, T B) { return B < A ? B : A; }
template <class T> LORCHA_INLINE T greater(T A, T B) { return A < B ? B : A; }
/// A + B modulo the size of T.
template <class T> LORCHA_INLINE T wrappedSum(T A, T B) {
  return static_cast<T>(static_cast<uint32_t>(A) + static_cast<uint32_t>(B));
}
/// Whether the high and low lanes of A are chosen over those of B.
template <class LaneT, class CompareT>
LORCHA_INLINE void chooseLanes(uint32_t A, uint32_t B, bool *High, bool *Low, CompareT Compare) {
  *High = Compare(static_cast<LaneT>(A >> 16), static_cast<LaneT>(B >> 16));
  *Low = Compare(static_cast<LaneT>(A), static_cast<LaneT>(B));
}

} // namespace detail
} // namespace lorcha

/// The greater.
LORCHA_INLINE int __vimax_s32_relu(int A, int B) {
  return lorcha::detail::greater(lorcha::detail::greater(A, B), 0);
}
LORCHA_INLINE unsigned __vimax_s16x2_relu(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(
      A, B, [](int X, int Y) { return lorcha::detail::greater(lorcha::detail::greater(X, Y), 0); });
}
LORCHA_INLINE int __vimax3_s32(int A, int B, int C) {
  return lorcha::detail::greater(lorcha::detail::greater(A, B), C);
}
LORCHA_INLINE int __viaddmax_s32(int A, int B, int C) {
  return lorcha::detail::greater(lorcha::detail::wrappedSum(A, B), C);
}
LORCHA_INLINE int __vibmax_s32(int A, int B, bool *IsFirst) {
  *IsFirst = A >= B;
  return lorcha::detail::greater(A, B);
}
LORCHA_INLINE unsigned __vimax3_u32(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::greater(lorcha::detail::greater(A, B), C);
}
LORCHA_INLINE unsigned __viaddmax_u32(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::greater(lorcha::detail::wrappedSum(A, B), C);
}
LORCHA_INLINE unsigned __vibmax_u32(unsigned A, unsigned B, bool *IsFirst) {
  *IsFirst = A >= B;
  return lorcha::detail::greater(A, B);
}
LORCHA_INLINE int __vimax3_s32_relu(int A, int B, int C) {
  return lorcha::detail::greater(__vimax3_s32(A, B, C), 0);
}
LORCHA_INLINE int __viaddmax_s32_relu(int A, int B, int C) {
  return lorcha::detail::greater(__viaddmax_s32(A, B, C), 0);
}
LORCHA_INLINE unsigned __vimax3_s16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(
      A, B, C, [](int X, int Y, int Z) { return lorcha::detail::greater(lorcha::detail::greater(X, Y), Z); });
}
LORCHA_INLINE unsigned __viaddmax_s16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater<int>(static_cast<int16_t>(X + Y), Z);
  });
}
LORCHA_INLINE unsigned __vibmax_s16x2(unsigned A, unsigned B, bool *HighIsFirst, bool *LowIsFirst) {
  lorcha::detail::chooseLanes<int16_t>(A, B, HighIsFirst, LowIsFirst, [](int X, int Y) { return X >= Y; });
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMax());
}
LORCHA_INLINE unsigned __vimax3_u16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<uint16_t>(
      A, B, C, [](int X, int Y, int Z) { return lorcha::detail::greater(lorcha::detail::greater(X, Y), Z); });
}
LORCHA_INLINE unsigned __viaddmax_u16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<uint16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater<int>(static_cast<uint16_t>(X + Y), Z);
  });
}
LORCHA_INLINE unsigned __vibmax_u16x2(unsigned A, unsigned B, bool *HighIsFirst, bool *LowIsFirst) {
  lorcha::detail::chooseLanes<uint16_t>(A, B, HighIsFirst, LowIsFirst, [](int X, int Y) { return X >= Y; });
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMax());
}
LORCHA_INLINE unsigned __vimax3_s16x2_relu(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater(lorcha::detail::greater(lorcha::detail::greater(X, Y), Z), 0);
  });
}
LORCHA_INLINE unsigned __viaddmax_s16x2_relu(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater(lorcha::detail::greater<int>(static_cast<int16_t>(X + Y), Z), 0);
  });
}

/// The smaller.
LORCHA_INLINE int __vimin_s32_relu(int A, int B) {
  return lorcha::detail::greater(lorcha::detail::lesser(A, B), 0);
}
LORCHA_INLINE unsigned __vimin_s16x2_relu(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(
      A, B, [](int X, int Y) { return lorcha::detail::greater(lorcha::detail::lesser(X, Y), 0); });
}
LORCHA_INLINE int __vimin3_s32(int A, int B, int C) {
  return lorcha::detail::lesser(lorcha::detail::lesser(A, B), C);
}
LORCHA_INLINE int __viaddmin_s32(int A, int B, int C) {
  return lorcha::detail::lesser(lorcha::detail::wrappedSum(A, B), C);
}
LORCHA_INLINE int __vibmin_s32(int A, int B, bool *IsFirst) {
  *IsFirst = A <= B;
  return lorcha::detail::lesser(A, B);
}
LORCHA_INLINE unsigned __vimin3_u32(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::lesser(lorcha::detail::lesser(A, B), C);
}
LORCHA_INLINE unsigned __viaddmin_u32(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::lesser(lorcha::detail::wrappedSum(A, B), C);
}
LORCHA_INLINE unsigned __vibmin_u32(unsigned A, unsigned B, bool *IsFirst) {
  *IsFirst = A <= B;
  return lorcha::detail::lesser(A, B);
}
LORCHA_INLINE int __vimin3_s32_relu(int A, int B, int C) {
  return lorcha::detail::greater(__vimin3_s32(A, B, C), 0);
}
LORCHA_INLINE int __viaddmin_s32_relu(int A, int B, int C) {
  return lorcha::detail::greater(__viaddmin_s32(A, B, C), 0);
}
LORCHA_INLINE unsigned __vimin3_s16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(
      A, B, C, [](int X, int Y, int Z) { return lorcha::detail::lesser(lorcha::detail::lesser(X, Y), Z); });
}
LORCHA_INLINE unsigned __viaddmin_s16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::lesser<int>(static_cast<int16_t>(X + Y), Z);
  });
}
LORCHA_INLINE unsigned __vibmin_s16x2(unsigned A, unsigned B, bool *HighIsFirst, bool *LowIsFirst) {
  lorcha::detail::chooseLanes<int16_t>(A, B, HighIsFirst, LowIsFirst, [](int X, int Y) { return X <= Y; });
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vimin3_u16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<uint16_t>(
      A, B, C, [](int X, int Y, int Z) { return lorcha::detail::lesser(lorcha::detail::lesser(X, Y), Z); });
}
LORCHA_INLINE unsigned __viaddmin_u16x2(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<uint16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::lesser<int>(static_cast<uint16_t>(X + Y), Z);
  });
}
LORCHA_INLINE unsigned __vibmin_u16x2(unsigned A, unsigned B, bool *HighIsFirst, bool *LowIsFirst) {
  lorcha::detail::chooseLanes<uint16_t>(A, B, HighIsFirst, LowIsFirst, [](int X, int Y) { return X <= Y; });
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vimin3_s16x2_relu(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater(lorcha::detail::lesser(lorcha::detail::lesser(X, Y), Z), 0);
  });
}
LORCHA_INLINE unsigned __viaddmin_s16x2_relu(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::mapThreeLanes<int16_t>(A, B, C, [](int X, int Y, int Z) {
    return lorcha::detail::greater(lorcha::detail::lesser<int>(static_cast<int16_t>(X + Y), Z), 0);
  });
}

#endif
