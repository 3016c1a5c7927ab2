// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's warp functions ("Warp Shuffle Functions" and its neighbours in the CUDA C++ Programming Guide), with
// and without _sync. Every one is an exchange of values between the lanes of a warp, made by the runtime's
// lorchaWarpExchange. They are inlined into their callers because the old forms are told apart by the place
// of the call.
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

/// Mask of the old functions without _sync: the lanes that come along.
constexpr uint32_t WhoComes = 0;

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
LORCHA_INLINE uint32_t ballot(uint32_t Mask, bool Predicate, uint32_t *Present) {
  const uint8_t Value = Predicate;
  const uint8_t *Lane = static_cast<const uint8_t *>(lorchaWarpExchange(Mask, &Value, 1, Present));
  uint32_t Result = 0;
  for (int I = 0; I < 32; ++I)
    Result |= static_cast<uint32_t>(Lane[I] & 1) << I;
  return Result & *Present;
}
LORCHA_INLINE uint32_t ballot(uint32_t Mask, bool Predicate) {
  uint32_t Present;
  return ballot(Mask, Predicate, &Present);
}
LORCHA_INLINE int all(uint32_t Mask, bool Predicate) {
  uint32_t Present;
  const uint32_t True = ballot(Mask, Predicate, &Present);
  return True == Present;
}

/// The lanes that took part and gave the bits of Value.
template <class T> LORCHA_INLINE uint32_t matching(uint32_t Mask, T Value, uint32_t *Present) {
  const char *Lane = static_cast<const char *>(lorchaWarpExchange(Mask, &Value, sizeof(T), Present));
  uint32_t Result = 0;
  for (int I = 0; I < 32; ++I)
    Result |= static_cast<uint32_t>(__builtin_memcmp(Lane + I * sizeof(T), &Value, sizeof(T)) == 0) << I;
  return Result & *Present;
}

/// Value combined with what the other lanes gave.
template <class T, class CombineT> LORCHA_INLINE T reduce(uint32_t Mask, T Value, CombineT Combine) {
  uint32_t Present;
  const char *Slots = static_cast<const char *>(lorchaWarpExchange(Mask, &Value, sizeof(T), &Present));
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
  return lorcha::warpRead<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                         lorcha::detail::laneByIndex(Source, Width));
}
/// Value of the lane Delta lower, Delta higher, or with index xor LaneMask; one's own outside of the segment.
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_up_sync(unsigned Mask, T Value, unsigned Delta,
                                                           int Width = warpSize) {
  return lorcha::warpRead<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                         lorcha::detail::laneBelow(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_down_sync(unsigned Mask, T Value, unsigned Delta,
                                                             int Width = warpSize) {
  return lorcha::warpRead<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                         lorcha::detail::laneAbove(Delta, Width));
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_xor_sync(unsigned Mask, T Value, int LaneMask,
                                                            int Width = warpSize) {
  return lorcha::warpRead<lorcha::detail::ShuffledAs<T>>(Mask, Value,
                                                         lorcha::detail::laneAcross(LaneMask, Width));
}

/// The forms that old devices had, between the lanes that run together.
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl(T Value, int Source, int Width = warpSize) {
  return __shfl_sync(lorcha::detail::WhoComes, Value, Source, Width);
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_up(T Value, unsigned Delta, int Width = warpSize) {
  return __shfl_up_sync(lorcha::detail::WhoComes, Value, Delta, Width);
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_down(T Value, unsigned Delta, int Width = warpSize) {
  return __shfl_down_sync(lorcha::detail::WhoComes, Value, Delta, Width);
}
template <class T>
LORCHA_INLINE lorcha::detail::ShuffledAs<T> __shfl_xor(T Value, int LaneMask, int Width = warpSize) {
  return __shfl_xor_sync(lorcha::detail::WhoComes, Value, LaneMask, Width);
}

// --- Votes, matches and reductions

LORCHA_INLINE void __syncwarp(unsigned Mask = 0xffffffffu) { lorchaWarpBarrier(Mask); }
LORCHA_INLINE unsigned __activemask() { return lorchaWarpActiveMask(); }

LORCHA_INLINE unsigned __ballot_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::ballot(Mask, Predicate != 0);
}
LORCHA_INLINE int __any_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::ballot(Mask, Predicate != 0) != 0;
}
LORCHA_INLINE int __all_sync(unsigned Mask, int Predicate) {
  return lorcha::detail::all(Mask, Predicate != 0);
}
LORCHA_INLINE unsigned __ballot(int Predicate) {
  return lorcha::detail::ballot(lorcha::detail::WhoComes, Predicate != 0);
}
LORCHA_INLINE int __any(int Predicate) {
  return lorcha::detail::ballot(lorcha::detail::WhoComes, Predicate != 0) != 0;
}
LORCHA_INLINE int __all(int Predicate) {
  return lorcha::detail::all(lorcha::detail::WhoComes, Predicate != 0);
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
