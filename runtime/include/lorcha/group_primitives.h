// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cooperative groups need of a running kernel: where the thread is, barriers, and exchanges between
// lanes. Declared for the translator's parse, defined for translated programs on the runtime's primitives.
#ifndef LORCHA_GROUP_PRIMITIVES_H
#define LORCHA_GROUP_PRIMITIVES_H

#include "lorcha/attributes.h"
#include "lorcha/vector_types.h"
#include <type_traits>
#if !defined(__CUDA__)
#include "lorcha/cpu/warp.h"
#endif

namespace lorcha {
namespace group {

/// What the lanes of a warp gave to an exchange; only the lanes that took part are meaningful.
template <class T> struct Values {
  T Lane[32];
};

/// Where a block is: extents and index, and the number of threads in it and of blocks.
struct BlockPlace {
  dim3 GridDim, BlockDim, BlockIdx;
#if !defined(__CUDA__)
  /// From what the text of a region has in the block's place.
  template <class RunT,
            class = std::enable_if_t<std::is_convertible<const RunT &, const lorcha::Block &>::value>>
  LORCHA_INLINE BlockPlace(const RunT &Run) : BlockPlace(static_cast<const lorcha::Block &>(Run), 0) {}
  LORCHA_INLINE BlockPlace(const Thread &Current) : BlockPlace(Current.block, 0) {}

private:
  LORCHA_INLINE BlockPlace(const lorcha::Block &Block, int)
      : GridDim(Block.gridDim), BlockDim(Block.blockDim), BlockIdx(Block.blockIdx) {}

public:
#endif

  LORCHA_INLINE unsigned threads() const { return BlockDim.x * BlockDim.y * BlockDim.z; }
  LORCHA_INLINE unsigned long long blocks() const {
    return static_cast<unsigned long long>(GridDim.x) * GridDim.y * GridDim.z;
  }
  LORCHA_INLINE unsigned long long rank() const {
    return (static_cast<unsigned long long>(BlockIdx.z) * GridDim.y + BlockIdx.y) * GridDim.x + BlockIdx.x;
  }
};

/// Where a thread is: its block, and its place and rank in it.
struct Place {
  BlockPlace Block;
  dim3 ThreadIdx;
#if !defined(__CUDA__)
  LORCHA_INLINE Place(const Thread &Current) : Block(Current.block), ThreadIdx(Current.threadIdx) {}
#endif

  LORCHA_INLINE unsigned rank() const {
    return (ThreadIdx.z * Block.BlockDim.y + ThreadIdx.y) * Block.BlockDim.x + ThreadIdx.x;
  }
};

/// Combines Count values, a power of two: those of the lower half with those of the upper one, and so on.
template <unsigned Count, class T, class OperationT>
LORCHA_DEVICE inline T combinedHalves(T *Values, const OperationT &Operation) {
  for (unsigned Half = Count / 2; Half > 0; Half /= 2)
    for (unsigned I = 0; I < Half; ++I)
      Values[I] = Operation(Values[I], Values[I + Half]);
  return Values[0];
}

#if defined(__CUDA__)
/// The running thread's place, and its block's. What groups tell of these alone takes one as its last
/// argument, which the translator writes (lorcha/Device/PlaceQuestions.h); these are its defaults.
LORCHA_DEVICE Place here();
LORCHA_DEVICE BlockPlace blockHere();
LORCHA_DEVICE void blockBarrier();
/// A wait for an object of libcu++ that is a barrier of the whole block, and one that is for a part of it or
/// for other blocks. For the parse only.
LORCHA_HD void blockWideBarrier();
LORCHA_HD void waitForPart();
LORCHA_DEVICE void gridBarrier();
LORCHA_DEVICE bool gridIsCooperative();
LORCHA_DEVICE void laneBarrier(unsigned Mask);
LORCHA_DEVICE unsigned lanesHere(int Line);
LORCHA_DEVICE unsigned ballot(unsigned Mask, bool Predicate);
template <class T> LORCHA_DEVICE T read(unsigned Mask, const T &Value, unsigned Lane);
template <class T> LORCHA_DEVICE unsigned matching(unsigned Mask, const T &Value);
template <class T> LORCHA_DEVICE Values<T> exchange(unsigned Mask, const T &Value);
LORCHA_DEVICE void partBarrier(unsigned First, unsigned Count);
template <class T> LORCHA_DEVICE T partRead(unsigned First, unsigned Count, const T &Value, unsigned Rank);
/// What the 32 threads of the block from First on, a multiple of 32, gave, and which of them are there. For
/// the parse only.
template <class T> LORCHA_DEVICE Values<T> valuesFrom(unsigned First, const T &Value);
LORCHA_DEVICE unsigned threadsFrom(unsigned First);
template <class T, class OperationT>
LORCHA_DEVICE T partCombined(unsigned First, unsigned Count, unsigned Ranks, const T &Value,
                             OperationT Operation) {
  T Result = Value;
  bool IsFirst = true;
  for (unsigned Start = 0; Start < Count; Start += 32) {
    const unsigned Present = threadsFrom(First + Start);
    const Values<T> All = valuesFrom(First + Start, Value);
    for (unsigned Lane = 0; Lane < 32 && Start + Lane < Ranks; ++Lane)
      if ((Present >> Lane & 1u) != 0) {
        Result = IsFirst ? All.Lane[Lane] : static_cast<T>(Operation(Result, All.Lane[Lane]));
        IsFirst = false;
      }
  }
  return Result;
}
#else
LORCHA_INLINE Place here() { return currentThread(); }
LORCHA_INLINE BlockPlace blockHere() { return currentThread().block; }
LORCHA_INLINE void blockBarrier() { lorchaBlockBarrier(); }
LORCHA_INLINE void gridBarrier() { lorchaGridBarrier(); }
LORCHA_INLINE bool gridIsCooperative() { return lorchaGridIsCooperative() != 0; }
LORCHA_INLINE void laneBarrier(unsigned Mask) { lorchaWarpBarrier(Mask); }
/// The lanes that make the call in that line together.
LORCHA_INLINE unsigned lanesHere(int Line) { return __activemask(Line); }
LORCHA_INLINE unsigned ballot(unsigned Mask, bool Predicate) { return detail::ballot(Mask, Predicate); }
/// What Lane gave; Value if Lane is 32 or took no part.
template <class T> LORCHA_INLINE T read(unsigned Mask, const T &Value, unsigned Lane) {
  return warpRead<T>(Mask, Value, Lane);
}
template <class T> LORCHA_INLINE unsigned matching(unsigned Mask, const T &Value) {
  uint32_t Present;
  return detail::matching<T>(Mask, Value, &Present);
}
template <class T> LORCHA_INLINE Values<T> exchange(unsigned Mask, const T &Value) {
  uint32_t Present;
  const void *Slots = lorchaWarpExchange(Mask, &Value, sizeof(T), &Present);
  Values<T> Result;
  __builtin_memcpy(static_cast<void *>(Result.Lane), Slots, sizeof(Result.Lane));
  return Result;
}
/// Threads First to First + Count of the block wait for each other, read what one of them gave (Value if it
/// has exited), or combine what those of the lowest Ranks ranks that are there gave, in the order of ranks.
LORCHA_INLINE void partBarrier(unsigned First, unsigned Count) {
  const unsigned char *Present;
  lorchaPartExchange(First, Count, nullptr, 0, &Present);
}
template <class T> LORCHA_INLINE T partRead(unsigned First, unsigned Count, const T &Value, unsigned Rank) {
  const unsigned char *Present;
  const char *All = static_cast<const char *>(lorchaPartExchange(First, Count, &Value, sizeof(T), &Present));
  T Result = Value;
  if (Present[Rank] != 0)
    __builtin_memcpy(static_cast<void *>(&Result), All + Rank * sizeof(T), sizeof(T));
  return Result;
}
template <class T, class OperationT>
LORCHA_INLINE T partCombined(unsigned First, unsigned Count, unsigned Ranks, const T &Value,
                             OperationT Operation) {
  const unsigned char *Present;
  const char *All = static_cast<const char *>(lorchaPartExchange(First, Count, &Value, sizeof(T), &Present));
  T Result = Value, Next = Value;
  bool IsFirst = true;
  for (unsigned Rank = 0; Rank < Ranks; ++Rank) {
    if (Present[Rank] == 0)
      continue;
    __builtin_memcpy(static_cast<void *>(&Next), All + Rank * sizeof(T), sizeof(T));
    Result = IsFirst ? Next : static_cast<T>(Operation(Result, Next));
    IsFirst = false;
  }
  return Result;
}
#endif

/// Lane of the Rank-th set bit of Mask; 32 if there is none.
LORCHA_INLINE unsigned laneOfRank(unsigned Mask, unsigned Rank) {
  for (; Rank > 0 && Mask != 0; --Rank)
    Mask &= Mask - 1;
  return Mask == 0 ? 32u : static_cast<unsigned>(__builtin_ctz(Mask));
}
/// Bits of Lanes that lie in Mask, packed: bit r is that of Mask's r-th set bit.
LORCHA_INLINE unsigned packed(unsigned Lanes, unsigned Mask) {
  unsigned Result = 0;
  for (unsigned Rank = 0; Mask != 0; Mask &= Mask - 1, ++Rank)
    Result |= (Lanes >> __builtin_ctz(Mask) & 1u) << Rank;
  return Result;
}

} // namespace group
} // namespace lorcha

#endif
