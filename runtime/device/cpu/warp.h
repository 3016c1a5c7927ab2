// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's warp functions ("Warp Shuffle Functions" and its neighbours in the CUDA C++ Programming Guide), with
// and without _sync. Every one is an exchange of values between the lanes of a warp, made by the runtime's
// lorchaWarpExchange. The old forms bring together the lanes that call from the same line of the source: a
// compiler may duplicate a call, so that its place in the program would tell lanes apart that belong
// together.
#ifndef LORCHA_CPU_WARP_H
#define LORCHA_CPU_WARP_H

#include "lorcha/attributes.h"
#include "lorcha/cpu_sync.h"
#include <type_traits>

/// Threads of a warp, on every backend.
constexpr int warpSize = 32;

namespace lorcha {
namespace detail {

/// What a shuffle of a T returns: CUDA has overloads from int on, so smaller integers are promoted.
template <class T, class = void> struct Shuffled;
template <class T>
struct Shuffled<T, std::enable_if_t<std::is_arithmetic<T>::value || std::is_enum<T>::value>> {
  using Type = decltype(+T());
};
template <class T> using ShuffledAs = typename Shuffled<T>::Type;

/// Which lanes exchange values: those of Mask, or, for Mask 0, those that come to Site together. Site 0 is
/// the place of the call in the program.
struct Meeting {
  uint32_t Mask;
  uintptr_t Site;

  LORCHA_INLINE Meeting(uint32_t Mask) : Mask(Mask), Site(0) {}
#if defined(__clang__)
  /// The place of the call in the program: Clang does not duplicate it.
  LORCHA_INLINE Meeting(int, int) : Mask(0), Site(0) {}
#else
  /// The line of the source; Operation tells the functions apart that are called in one line.
  LORCHA_INLINE Meeting(int Line, int Operation)
      : Mask(0), Site(static_cast<uintptr_t>(Line) * 16 + static_cast<uintptr_t>(Operation)) {}
#endif

  /// What the lanes gave: 32 slots of Bytes bytes. *Present gets the lanes that took part.
  LORCHA_INLINE const char *exchange(const void *Value, uint32_t Bytes, uint32_t *Present) const {
    return static_cast<const char *>(Site == 0 ? lorchaWarpExchange(Mask, Value, Bytes, Present)
                                               : lorchaWarpExchangeAt(Site, Value, Bytes, Present));
  }
};
/// What lane Source gave; Value if Source is 32 or took no part.
template <class T> LORCHA_INLINE T readLane(Meeting Lanes, T Value, unsigned Source) {
  uint32_t Present;
  const char *Slots = Lanes.exchange(&Value, sizeof(T), &Present);
  if (Source < 32 && (Present >> Source & 1) != 0)
    __builtin_memcpy(&Value, Slots + Source * sizeof(T), sizeof(T));
  return Value;
}

LORCHA_INLINE unsigned currentLane() { return laneId(currentThread()); }

/// Lane to read in a segment of Width lanes; 32 means one's own. The 5 low bits of Source or Delta count (PTX
/// ISA, shfl).
LORCHA_INLINE unsigned laneByIndex(int Source, int Width) {
  const unsigned Segment = static_cast<unsigned>(Width) - 1;
  return (currentLane() & ~Segment) | (static_cast<unsigned>(Source) & Segment);
}
LORCHA_INLINE unsigned laneAbove(unsigned Delta, int Width) {
  const unsigned Lane = currentLane(), Source = Lane + (Delta & 31);
  return Source <= (Lane | (static_cast<unsigned>(Width) - 1)) ? Source : 32;
}
LORCHA_INLINE unsigned laneBelow(unsigned Delta, int Width) {
  const unsigned Lane = currentLane(), First = Lane & ~(static_cast<unsigned>(Width) - 1);
  return Lane >= First + (Delta & 31) ? Lane - (Delta & 31) : 32;
}
LORCHA_INLINE unsigned laneAcross(int LaneMask, int Width) {
  const unsigned Lane = currentLane(), Source = Lane ^ (static_cast<unsigned>(LaneMask) & 31);
  return Source <= (Lane | (static_cast<unsigned>(Width) - 1)) ? Source : 32;
}

/// The lanes that took part and gave a true predicate. *Present gets all that took part.
LORCHA_INLINE uint32_t ballot(Meeting Lanes, bool Predicate, uint32_t *Present) {
  const uint8_t Value = Predicate;
  const char *Lane = Lanes.exchange(&Value, 1, Present);
  uint32_t Result = 0;
  for (int I = 0; I < 32; ++I)
    Result |= static_cast<uint32_t>(Lane[I] & 1) << I;
  return Result & *Present;
}
LORCHA_INLINE uint32_t ballot(Meeting Lanes, bool Predicate) {
  uint32_t Present;
  return ballot(Lanes, Predicate, &Present);
}
LORCHA_INLINE int all(Meeting Lanes, bool Predicate) {
  uint32_t Present;
  const uint32_t True = ballot(Lanes, Predicate, &Present);
  return True == Present;
}

/// The lanes that took part and gave the bits of Value.
template <class T> LORCHA_INLINE uint32_t matching(Meeting Lanes, T Value, uint32_t *Present) {
  const char *Lane = Lanes.exchange(&Value, sizeof(T), Present);
  uint32_t Result = 0;
  for (int I = 0; I < 32; ++I)
    Result |= static_cast<uint32_t>(__builtin_memcmp(Lane + I * sizeof(T), &Value, sizeof(T)) == 0) << I;
  return Result & *Present;
}

/// Value combined with what the other lanes gave.
template <class T, class CombineT> LORCHA_INLINE T reduce(Meeting Lanes, T Value, CombineT Combine) {
  uint32_t Present;
  const char *Slots = Lanes.exchange(&Value, sizeof(T), &Present);
  T Result = Value;
  for (uint32_t Others = Present & ~(1u << currentLane()); Others != 0; Others &= Others - 1) {
    T Other;
    __builtin_memcpy(&Other, Slots + static_cast<unsigned>(__builtin_ctz(Others)) * sizeof(T), sizeof(T));
    Result = Combine(Result, Other);
  }
  return Result;
}

} // namespace detail
} // namespace lorcha

// --- Shuffles

/// Value of lane Source of the segment.
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_sync(unsigned Mask, T Value, int Source,
                                                        int Width = warpSize) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                                 lorcha::detail::laneByIndex(Source, Width));
}
/// Value of the lane Delta lower, Delta higher, or with index xor LaneMask; one's own outside of the segment.
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_up_sync(unsigned Mask, T Value, unsigned Delta,
                                                           int Width = warpSize) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                                 lorcha::detail::laneBelow(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_down_sync(unsigned Mask, T Value, unsigned Delta,
                                                             int Width = warpSize) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                                 lorcha::detail::laneAbove(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_xor_sync(unsigned Mask, T Value, int LaneMask,
                                                            int Width = warpSize) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                                 lorcha::detail::laneAcross(LaneMask, Width));
}

/// The forms that old devices had, between the lanes that run together. Line is nobody's to give.
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl(T Value, int Source, int Width = warpSize,
                                                   int Line = __builtin_LINE()) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>({Line, 1}, Value,
                                                                 lorcha::detail::laneByIndex(Source, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_up(T Value, unsigned Delta, int Width = warpSize,
                                                      int Line = __builtin_LINE()) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>({Line, 2}, Value,
                                                                 lorcha::detail::laneBelow(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_down(T Value, unsigned Delta, int Width = warpSize,
                                                        int Line = __builtin_LINE()) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>({Line, 3}, Value,
                                                                 lorcha::detail::laneAbove(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_xor(T Value, int LaneMask, int Width = warpSize,
                                                       int Line = __builtin_LINE()) {
  return lorcha::detail::readLane<lorcha::detail::ShuffledAs<T>>({Line, 4}, Value,
                                                                 lorcha::detail::laneAcross(LaneMask, Width));
}

// --- Votes, matches and reductions

LORCHA_INLINE void __syncwarp(unsigned Mask = 0xffffffffu) { lorchaWarpBarrier(Mask); }
LORCHA_INLINE unsigned __activemask(int Line = __builtin_LINE()) {
  uint32_t Present;
  lorcha::detail::Meeting(Line, 5).exchange(nullptr, 0, &Present);
  return Present;
}

/// Returns when all lanes that come here together have come: for statements that programs expect a warp to do in step. No
/// warp runs ahead of the others: what comes first by a hair on a GPU comes first here.
LORCHA_INLINE void lorchaWarpStep(int Line = __builtin_LINE()) {
  uint32_t Present;
  lorcha::detail::Meeting(Line, 15).exchange(nullptr, 0, &Present);
}

LORCHA_INLINE unsigned __ballot_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::ballot(Mask, Predicate != 0);
}
LORCHA_INLINE int __any_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::ballot(Mask, Predicate != 0) != 0;
}
LORCHA_INLINE int __all_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::all(Mask, Predicate != 0);
}
LORCHA_INLINE unsigned __ballot(int Predicate, int Line = __builtin_LINE()) {
  return lorcha::detail::ballot({Line, 6}, Predicate != 0);
}
LORCHA_INLINE int __any(int Predicate, int Line = __builtin_LINE()) {
  return lorcha::detail::ballot({Line, 7}, Predicate != 0) != 0;
}
LORCHA_INLINE int __all(int Predicate, int Line = __builtin_LINE()) {
  return lorcha::detail::all({Line, 8}, Predicate != 0);
}

/// The lanes that gave the same bits.
template <class T> LORCHA_INLINE unsigned __match_any_sync(unsigned Mask, T Value) {
  uint32_t Present;
  return lorcha::detail::matching<lorcha::detail::ShuffledAs<T>>(Mask, Value, &Present);
}
/// The lanes that took part if all gave the same bits, else 0; *Predicate tells which.
template <class T> LORCHA_INLINE unsigned __match_all_sync(unsigned Mask, T Value, int *Predicate) {
  uint32_t Present;
  const uint32_t Same = lorcha::detail::matching<lorcha::detail::ShuffledAs<T>>(Mask, Value, &Present);
  *Predicate = Same == Present;
  return Same == Present ? Present : 0;
}

LORCHA_INLINE unsigned __reduce_add_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A + B; });
}
LORCHA_INLINE int __reduce_add_sync(unsigned Mask, int Value) {
  return static_cast<int>(__reduce_add_sync(Mask, static_cast<unsigned>(Value)));
}
LORCHA_INLINE unsigned __reduce_min_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A < B ? A : B; });
}
LORCHA_INLINE int __reduce_min_sync(unsigned Mask, int Value) {
  return lorcha::detail::reduce(Mask, Value, [](int A, int B) { return A < B ? A : B; });
}
LORCHA_INLINE unsigned __reduce_max_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A > B ? A : B; });
}
LORCHA_INLINE int __reduce_max_sync(unsigned Mask, int Value) {
  return lorcha::detail::reduce(Mask, Value, [](int A, int B) { return A > B ? A : B; });
}
LORCHA_INLINE unsigned __reduce_and_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A & B; });
}
LORCHA_INLINE unsigned __reduce_or_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A | B; });
}
LORCHA_INLINE unsigned __reduce_xor_sync(unsigned Mask, unsigned Value) {
  return lorcha::detail::reduce(Mask, Value, [](unsigned A, unsigned B) { return A ^ B; });
}

#endif
