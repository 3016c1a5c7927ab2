// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The video instructions of inline PTX. Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_VIDEO_H
#define LORCHA_PTX_VIDEO_H

#include "lorcha/ptx/bits.h"
#include "lorcha/ptx/integer.h"

namespace lorcha {
namespace ptx {

/// Bits bits of a register from bit From on, extended to the type.
template <class T> LORCHA_PTX T selected(T A, unsigned From, unsigned Bits) {
  return extractBits(A, From, Bits);
}

LORCHA_PTX long long video_add(long long A, long long B) { return A + B; }
LORCHA_PTX long long video_sub(long long A, long long B) { return A - B; }
LORCHA_PTX long long video_absdiff(long long A, long long B) { return A < B ? B - A : A - B; }
LORCHA_PTX long long video_min(long long A, long long B) { return A < B ? A : B; }
LORCHA_PTX long long video_max(long long A, long long B) { return A > B ? A : B; }
LORCHA_PTX long long video_shl(long long A, unsigned Amount) {
  return static_cast<long long>(static_cast<unsigned long long>(A) << Amount);
}
LORCHA_PTX long long video_shr(long long A, unsigned Amount) { return A >> Amount; }
LORCHA_PTX unsigned clampedAmount(unsigned Amount) { return Amount < 32 ? Amount : 32; }
LORCHA_PTX unsigned wrappedAmount(unsigned Amount) { return Amount & 31; }
template <class T> LORCHA_PTX T wrapped(long long A) { return static_cast<T>(A); }
template <class T> LORCHA_PTX T plus(T A, T B) {
  return static_cast<T>(static_cast<unsigned>(A) + static_cast<unsigned>(B));
}

enum class LaneOperation { add, sub, avrg, absdiff, min, max };

/// One of Lanes parts of a word, extended.
template <int Lanes, class T> LORCHA_PTX int lane(T Word, unsigned Index) {
  return part(Word, Index * (32 / Lanes), 32 / Lanes);
}
template <LaneOperation Operation> LORCHA_PTX int ofLanes(int A, int B) {
  return Operation == LaneOperation::add       ? A + B
         : Operation == LaneOperation::sub     ? A - B
         : Operation == LaneOperation::avrg    ? (A + B + (A + B >= 0 ? 1 : 0)) >> 1
         : Operation == LaneOperation::absdiff ? (A < B ? B - A : A - B)
         : Operation == LaneOperation::min     ? (A < B ? A : B)
                                               : (A > B ? A : B);
}
/// Lane by lane; IsSaturated: to the range of the lane, of D's sign.
template <LaneOperation Operation, int Lanes, class D, class A, class B, bool IsSaturated>
LORCHA_PTX D lanes(A X, B Y) {
  constexpr int Bits = 32 / Lanes;
  constexpr bool IsSigned = static_cast<D>(-1) < static_cast<D>(0);
  constexpr int Greatest = (1 << (IsSigned ? Bits - 1 : Bits)) - 1, Least = IsSigned ? -Greatest - 1 : 0;
  unsigned Result = 0;
  for (unsigned I = 0; I < Lanes; ++I) {
    int Value = ofLanes<Operation>(lane<Lanes>(X, I), lane<Lanes>(Y, I));
    if (IsSaturated)
      Value = Value < Least ? Least : Value > Greatest ? Greatest : Value;
    Result |= (static_cast<unsigned>(Value) & ((1u << Bits) - 1u)) << (I * Bits);
  }
  return static_cast<D>(Result);
}
template <LaneOperation Operation, int Lanes, class A, class B> LORCHA_PTX unsigned laneSum(A X, B Y) {
  unsigned Sum = 0;
  for (unsigned I = 0; I < Lanes; ++I)
    Sum += static_cast<unsigned>(ofLanes<Operation>(lane<Lanes>(X, I), lane<Lanes>(Y, I)));
  return Sum;
}
/// 1 in each lane for which the comparison holds: of a lesser, an equal and a greater number.
template <int Lanes, class A, class B>
LORCHA_PTX unsigned laneTests(A X, B Y, bool Less, bool Equal, bool Greater) {
  unsigned Result = 0;
  for (unsigned I = 0; I < Lanes; ++I) {
    const int Left = lane<Lanes>(X, I), Right = lane<Lanes>(Y, I);
    if (Left < Right ? Less : Left > Right ? Greater : Equal)
      Result |= 1u << (I * (32 / Lanes));
  }
  return Result;
}

} // namespace ptx
} // namespace lorcha

#endif
