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

/// A default argument: the line of the call, by which the CPU tells apart where lanes meet.
#if defined(__CUDA__)
#define LORCHA_CALLERS_LINE 0
#else
#define LORCHA_CALLERS_LINE __builtin_LINE()
#endif

namespace lorcha {
namespace group {

/// What the lanes of a warp gave to an exchange; only the lanes that took part are meaningful.
template <class T> struct Values {
  T Lane[32];
};

/// The running thread's place: extents and indices, its rank in the block, and the number of threads and
/// blocks.
struct Place {
  dim3 GridDim, BlockDim, BlockIdx, ThreadIdx;

  LORCHA_INLINE unsigned rank() const {
    return (ThreadIdx.z * BlockDim.y + ThreadIdx.y) * BlockDim.x + ThreadIdx.x;
  }
  LORCHA_INLINE unsigned threads() const { return BlockDim.x * BlockDim.y * BlockDim.z; }
  LORCHA_INLINE unsigned long long blocks() const {
    return static_cast<unsigned long long>(GridDim.x) * GridDim.y * GridDim.z;
  }
  LORCHA_INLINE unsigned long long blockRank() const {
    return (static_cast<unsigned long long>(BlockIdx.z) * GridDim.y + BlockIdx.y) * GridDim.x + BlockIdx.x;
  }
};

#if defined(__CUDA__)
LORCHA_DEVICE void gridBarrier();
LORCHA_DEVICE bool gridIsCooperative();
/// For a group that is a grid only when the program runs: without a grid barrier the launch fails then.
LORCHA_DEVICE inline void gridBarrierOfAnyGroup() { __trap(); }
// In terms of CUDA's own functions, for OpenCL; translated C++ has the definitions below.
LORCHA_DEVICE inline Place here() {
  return {dim3(gridDim.x, gridDim.y, gridDim.z), dim3(blockDim.x, blockDim.y, blockDim.z),
          dim3(blockIdx.x, blockIdx.y, blockIdx.z), dim3(threadIdx.x, threadIdx.y, threadIdx.z)};
}
LORCHA_DEVICE inline void blockBarrier() { __syncthreads(); }
LORCHA_DEVICE inline void laneBarrier(unsigned Mask) { __syncwarp(Mask); }
LORCHA_DEVICE inline unsigned lanesHere(int) { return __activemask(); }
LORCHA_DEVICE inline unsigned ballot(unsigned Mask, bool Predicate) {
  return __ballot_sync(Mask, Predicate ? 1 : 0);
}
/// Value as words of 64 bits, which lanes exchange one by one.
template <class T> struct Words {
  static constexpr int Count = (static_cast<int>(sizeof(T)) + 7) / 8;
  unsigned long long Word[Count];
};
template <class T> LORCHA_DEVICE inline Words<T> wordsOf(const T &Value) {
  Words<T> Result;
  Result.Word[Words<T>::Count - 1] = 0;
  memcpy(Result.Word, &Value, sizeof(T));
  return Result;
}
template <class T> LORCHA_DEVICE inline T read(unsigned Mask, const T &Value, unsigned Lane) {
  Words<T> All = wordsOf(Value);
  for (int I = 0; I < Words<T>::Count; ++I) {
    const unsigned long long Got = __shfl_sync(Mask, All.Word[I], static_cast<int>(Lane & 31));
    All.Word[I] = Lane < 32 ? Got : All.Word[I];
  }
  T Result;
  memcpy(&Result, All.Word, sizeof(T));
  return Result;
}
template <class T> LORCHA_DEVICE inline unsigned matching(unsigned Mask, const T &Value) {
  const Words<T> All = wordsOf(Value);
  unsigned Result = 0xffffffffu;
  for (int I = 0; I < Words<T>::Count; ++I)
    Result &= __match_any_sync(Mask, All.Word[I]);
  return Result;
}
template <class T> LORCHA_DEVICE inline Values<T> exchange(unsigned Mask, const T &Value) {
  Values<T> Result;
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    Result.Lane[Lane] = read(Mask, Value, Lane);
  return Result;
}
#else
LORCHA_INLINE Place here() {
  const Thread &Current = currentThread();
  return {Current.block.gridDim, Current.block.blockDim, Current.block.blockIdx, Current.threadIdx};
}
LORCHA_INLINE void blockBarrier() { lorchaBlockBarrier(); }
LORCHA_INLINE void gridBarrier() { lorchaGridBarrier(); }
LORCHA_INLINE void gridBarrierOfAnyGroup() { lorchaGridBarrier(); }
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
