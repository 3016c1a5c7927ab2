// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's SIMD intrinsics: two halfwords or four bytes in one word ("SIMD Intrinsics" of the CUDA Math API).
#ifndef LORCHA_CPU_SIMD_H
#define LORCHA_CPU_SIMD_H

#include "lorcha/attributes.h"
#include <stdint.h>

namespace lorcha {
namespace detail {

/// Bits of one lane of a word of LaneT.
template <class LaneT> constexpr int LaneBits = 8 * static_cast<int>(sizeof(LaneT));
/// A lane with every bit set.
template <class LaneT> constexpr uint32_t LaneMask = (1u << LaneBits<LaneT>)-1;

/// Function(lane of A, lane of B) for each lane; results are cut to the lane.
template <class LaneT, class FunctionT>
LORCHA_INLINE uint32_t mapLanes(uint32_t A, uint32_t B, FunctionT Function) {
  uint32_t Result = 0;
  for (int Shift = 0; Shift < 32; Shift += LaneBits<LaneT>) {
    const int Value = Function(static_cast<LaneT>(A >> Shift), static_cast<LaneT>(B >> Shift));
    Result |= (static_cast<uint32_t>(Value) & LaneMask<LaneT>) << Shift;
  }
  return Result;
}
/// Sum of Function(lane of A, lane of B) over the lanes.
template <class LaneT, class FunctionT>
LORCHA_INLINE uint32_t sumLanes(uint32_t A, uint32_t B, FunctionT Function) {
  uint32_t Sum = 0;
  for (int Shift = 0; Shift < 32; Shift += LaneBits<LaneT>)
    Sum += static_cast<uint32_t>(Function(static_cast<LaneT>(A >> Shift), static_cast<LaneT>(B >> Shift)));
  return Sum;
}

/// Value limited to what LaneT holds.
template <class LaneT> LORCHA_INLINE int saturateLane(int Value) {
  constexpr bool IsSigned = static_cast<LaneT>(-1) < 0;
  constexpr int Most = static_cast<int>(IsSigned ? LaneMask<LaneT> >> 1 : LaneMask<LaneT>);
  constexpr int Least = IsSigned ? -Most - 1 : 0;
  return Value < Least ? Least : Value > Most ? Most : Value;
}

/// The operations on one lane. Arguments are lanes widened to int, so none of them overflows.
struct LaneAdd {
  LORCHA_INLINE int operator()(int A, int B) const { return A + B; }
};
struct LaneSub {
  LORCHA_INLINE int operator()(int A, int B) const { return A - B; }
};
struct LaneMin {
  LORCHA_INLINE int operator()(int A, int B) const { return A < B ? A : B; }
};
struct LaneMax {
  LORCHA_INLINE int operator()(int A, int B) const { return A < B ? B : A; }
};
struct LaneAbsDiff {
  LORCHA_INLINE int operator()(int A, int B) const { return A < B ? B - A : A - B; }
};
/// Halves are rounded away from zero, as PTX's vavrg2 and vavrg4 do.
struct LaneAverageUp {
  LORCHA_INLINE int operator()(int A, int B) const { return (A + B + (A + B >= 0)) >> 1; }
};
struct LaneAverageDown {
  LORCHA_INLINE int operator()(int A, int B) const { return (A + B) >> 1; }
};
template <class LaneT> struct LaneAddSaturated {
  LORCHA_INLINE int operator()(int A, int B) const { return saturateLane<LaneT>(A + B); }
};
template <class LaneT> struct LaneSubSaturated {
  LORCHA_INLINE int operator()(int A, int B) const { return saturateLane<LaneT>(A - B); }
};
struct LaneEq {
  LORCHA_INLINE bool operator()(int A, int B) const { return A == B; }
};
struct LaneNe {
  LORCHA_INLINE bool operator()(int A, int B) const { return A != B; }
};
struct LaneLt {
  LORCHA_INLINE bool operator()(int A, int B) const { return A < B; }
};
struct LaneLe {
  LORCHA_INLINE bool operator()(int A, int B) const { return A <= B; }
};
struct LaneGt {
  LORCHA_INLINE bool operator()(int A, int B) const { return A > B; }
};
struct LaneGe {
  LORCHA_INLINE bool operator()(int A, int B) const { return A >= B; }
};
/// Every bit of the lane, or 0.
template <class CompareT> struct LaneMaskOf {
  LORCHA_INLINE int operator()(int A, int B) const { return CompareT()(A, B) ? -1 : 0; }
};
/// 1 or 0.
template <class CompareT> struct LaneBoolOf {
  LORCHA_INLINE int operator()(int A, int B) const { return CompareT()(A, B) ? 1 : 0; }
};

} // namespace detail
} // namespace lorcha

/// Sums and differences: modulo, with signed saturation (ss), with unsigned saturation (us).
LORCHA_INLINE unsigned __vadd2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneAdd());
}
LORCHA_INLINE unsigned __vaddss2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneAddSaturated<int16_t>());
}
LORCHA_INLINE unsigned __vaddus2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneAddSaturated<uint16_t>());
}
LORCHA_INLINE unsigned __vsub2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneSub());
}
LORCHA_INLINE unsigned __vsubss2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneSubSaturated<int16_t>());
}
LORCHA_INLINE unsigned __vsubus2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneSubSaturated<uint16_t>());
}
LORCHA_INLINE unsigned __vadd4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneAdd());
}
LORCHA_INLINE unsigned __vaddss4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneAddSaturated<int8_t>());
}
LORCHA_INLINE unsigned __vaddus4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneAddSaturated<uint8_t>());
}
LORCHA_INLINE unsigned __vsub4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneSub());
}
LORCHA_INLINE unsigned __vsubss4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneSubSaturated<int8_t>());
}
LORCHA_INLINE unsigned __vsubus4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneSubSaturated<uint8_t>());
}

/// Negation and absolute value: modulo, with signed saturation (ss).
LORCHA_INLINE unsigned __vneg2(unsigned A) {
  return lorcha::detail::mapLanes<int16_t>(0, A, lorcha::detail::LaneSub());
}
LORCHA_INLINE unsigned __vnegss2(unsigned A) {
  return lorcha::detail::mapLanes<int16_t>(0, A, lorcha::detail::LaneSubSaturated<int16_t>());
}
LORCHA_INLINE unsigned __vabs2(unsigned A) {
  return lorcha::detail::mapLanes<int16_t>(A, 0, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vabsss2(unsigned A) {
  return lorcha::detail::mapLanes<int16_t>(
      A, 0, [](int X, int) { return lorcha::detail::saturateLane<int16_t>(X < 0 ? -X : X); });
}
LORCHA_INLINE unsigned __vneg4(unsigned A) {
  return lorcha::detail::mapLanes<int8_t>(0, A, lorcha::detail::LaneSub());
}
LORCHA_INLINE unsigned __vnegss4(unsigned A) {
  return lorcha::detail::mapLanes<int8_t>(0, A, lorcha::detail::LaneSubSaturated<int8_t>());
}
LORCHA_INLINE unsigned __vabs4(unsigned A) {
  return lorcha::detail::mapLanes<int8_t>(A, 0, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vabsss4(unsigned A) {
  return lorcha::detail::mapLanes<int8_t>(
      A, 0, [](int X, int) { return lorcha::detail::saturateLane<int8_t>(X < 0 ? -X : X); });
}

/// Absolute differences, and their sum over the lanes (sad).
LORCHA_INLINE unsigned __vabsdiffs2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vabsdiffu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vsads2(unsigned A, unsigned B) {
  return lorcha::detail::sumLanes<int16_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vsadu2(unsigned A, unsigned B) {
  return lorcha::detail::sumLanes<uint16_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vabsdiffs4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vabsdiffu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vsads4(unsigned A, unsigned B) {
  return lorcha::detail::sumLanes<int8_t>(A, B, lorcha::detail::LaneAbsDiff());
}
LORCHA_INLINE unsigned __vsadu4(unsigned A, unsigned B) {
  return lorcha::detail::sumLanes<uint8_t>(A, B, lorcha::detail::LaneAbsDiff());
}

/// Averages: rounded up (avg), unsigned rounded down (hadd).
LORCHA_INLINE unsigned __vavgs2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneAverageUp());
}
LORCHA_INLINE unsigned __vavgu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneAverageUp());
}
LORCHA_INLINE unsigned __vhaddu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneAverageDown());
}
LORCHA_INLINE unsigned __vavgs4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneAverageUp());
}
LORCHA_INLINE unsigned __vavgu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneAverageUp());
}
LORCHA_INLINE unsigned __vhaddu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneAverageDown());
}

/// Smaller and greater lanes.
LORCHA_INLINE unsigned __vmins2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vminu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vmaxs2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMax());
}
LORCHA_INLINE unsigned __vmaxu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMax());
}
LORCHA_INLINE unsigned __vmins4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vminu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMin());
}
LORCHA_INLINE unsigned __vmaxs4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMax());
}
LORCHA_INLINE unsigned __vmaxu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMax());
}

/// Comparisons: a lane of ones (cmp) or the number one (set) where it holds.
LORCHA_INLINE unsigned __vcmpeq2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneEq>());
}
LORCHA_INLINE unsigned __vcmpne2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneNe>());
}
LORCHA_INLINE unsigned __vcmpgts2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vcmpgtu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vcmpges2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vcmpgeu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vcmplts2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vcmpltu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vcmples2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vcmpleu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vseteq2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneEq>());
}
LORCHA_INLINE unsigned __vsetne2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneNe>());
}
LORCHA_INLINE unsigned __vsetgts2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vsetgtu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vsetges2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vsetgeu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vsetlts2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vsetltu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vsetles2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vsetleu2(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint16_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vcmpeq4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneEq>());
}
LORCHA_INLINE unsigned __vcmpne4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneNe>());
}
LORCHA_INLINE unsigned __vcmpgts4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vcmpgtu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vcmpges4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vcmpgeu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vcmplts4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vcmpltu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vcmples4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vcmpleu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneMaskOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vseteq4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneEq>());
}
LORCHA_INLINE unsigned __vsetne4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneNe>());
}
LORCHA_INLINE unsigned __vsetgts4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vsetgtu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGt>());
}
LORCHA_INLINE unsigned __vsetges4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vsetgeu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneGe>());
}
LORCHA_INLINE unsigned __vsetlts4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vsetltu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLt>());
}
LORCHA_INLINE unsigned __vsetles4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<int8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLe>());
}
LORCHA_INLINE unsigned __vsetleu4(unsigned A, unsigned B) {
  return lorcha::detail::mapLanes<uint8_t>(A, B, lorcha::detail::LaneBoolOf<lorcha::detail::LaneLe>());
}

#endif
