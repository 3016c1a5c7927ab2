// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers, warp operations and device-side failure for CPU kernels in the fiber form. The device language
// (__syncthreads, __shfl_sync, cooperative groups, assert) is written on top of these few primitives.
#ifndef LORCHA_CPU_SYNC_H
#define LORCHA_CPU_SYNC_H

#include "lorcha/block.h"
#include <cstdint>
#include <cstring>
#include <type_traits>

// Calls whose meaning depends on which lanes reach the same place together: the compiler must neither clone
// nor merge them.
#if defined(__clang__)
#define LORCHA_CONVERGENT __attribute__((convergent, noduplicate, nomerge))
#else
#define LORCHA_CONVERGENT
#endif

extern "C" {
/// __syncthreads: returns once every thread of the block that has not exited is at some block barrier.
/// Outside of the fiber form this, and every other waiting call here, ends the program with one line that
/// says why.
void lorchaBlockBarrier();
/// __syncthreads_count, _and, _or: a block barrier that returns how many (whether all, whether any) of the
/// threads that took part gave a non-zero Predicate.
int lorchaBlockBarrierCount(int Predicate);
int lorchaBlockBarrierAnd(int Predicate);
int lorchaBlockBarrierOr(int Predicate);

/// The primitive beneath every warp operation. Deposits Bytes bytes at Value for this lane, waits until every
/// lane of Mask that has not exited has called it with the same Mask, and returns the deposits of all that
/// took part: 32 slots of Bytes bytes each, slot i for lane i. *Present gets a bit for each filled slot; the
/// others hold garbage. The result is valid until this lane's next call of a function here. All lanes of one
/// exchange must give the same Bytes; Bytes may be 0. A lane that is not in Mask takes part all the same.
///
/// Mask 0 stands for "whoever comes along" (warp operations without _sync, __activemask): waits until no lane
/// of the warp can run on, then takes the lanes that wait at the same call in the program.
const void *lorchaWarpExchange(uint32_t Mask, const void *Value, uint32_t Bytes,
                               uint32_t *Present) LORCHA_CONVERGENT;
/// The exchange with mask 0 between the lanes that wait with the same Site, which stands for the call's place
/// in the source. For compilers that may duplicate calls, so that the place in the program would tell lanes
/// apart that belong together.
const void *lorchaWarpExchangeAt(uintptr_t Site, const void *Value, uint32_t Bytes, uint32_t *Present);

/// __syncwarp: an exchange of nothing.
void lorchaWarpBarrier(uint32_t Mask);
/// __activemask: the lanes that reach this call together. An exchange of nothing with Mask 0.
uint32_t lorchaWarpActiveMask() LORCHA_CONVERGENT;
/// The lanes of this warp that have not exited. Does not wait.
uint32_t lorchaWarpLiveMask();

/// What the lanes of Mask do together: each hands in a pointer and waits; when all that have not exited have
/// come, the first to go on runs Work for all of them with what was handed in, and the lanes that came. Work
/// must not wait.
void lorchaWarpTogether(uint32_t Mask, void *Given, void (*Work)(void *const *Given, uint32_t Present));

/// What threads First to First + Count of the block give each other: deposits Bytes bytes at Value, waits
/// until all of them that have not exited have come, and returns Count slots of Bytes bytes each. *Present[i]
/// is not 0 if thread First + i has filled its slot. Valid until this thread's next call. Parts are called by
/// their First and Count, and do not overlap while one fills.
const void *lorchaPartExchange(unsigned First, unsigned Count, const void *Value, uint32_t Bytes,
                               const unsigned char **Present);

/// Waits while *Word, which is aligned, is Old. Once it has changed, it must not become Old again before this
/// thread could look. IsForOthers: threads of other blocks may change it. Threads of the host may call it,
/// too.
void lorchaWaitForChange(const uint32_t *Word, uint32_t Old, int IsForOthers);
/// Lets the other threads of the block run, and other blocks if it is for them: for loops that poll. Where the
/// block's threads run as a loop, it has no other threads to let run.
void lorchaLetOthersRun(int IsForOthers);

/// grid.sync(): waits for all threads of all blocks that have not exited. Only in cooperative launches.
void lorchaGridBarrier();
/// Whether the running launch is cooperative.
int lorchaGridIsCooperative();

/// A failed device assert: prints CUDA's message and abandons the launch with the sticky lorchaErrorAssert.
/// Automatic objects of the threads of this block are not destroyed. Called outside of a kernel: ends the
/// program as assert does.
[[noreturn]] void lorchaDeviceAssert(const char *Expression, const char *File, unsigned Line,
                                     const char *Function);
/// Sets room for that many bytes of device code's heap aside; 0 if there is none. Outside of kernels there
/// always is, and the other two do nothing.
int lorchaHeapReserve(size_t Bytes);
/// Says which memory that room is used by; null if it is not.
void lorchaHeapNote(const void *Memory, size_t Bytes);
/// The memory, which device code may have allocated, is about to be given back.
void lorchaHeapForget(const void *Memory);
/// __trap(): abandons the launch with the sticky lorchaErrorLaunchFailure.
[[noreturn]] void lorchaDeviceTrap();
}

namespace lorcha {

/// What the lanes of a warp gave to an exchange.
template <class T> struct WarpValues {
  T Lane[32];       ///< only the lanes in Present are meaningful
  uint32_t Present; ///< the lanes that took part
};

/// Index of the thread in its block, x fastest.
inline unsigned linearThreadIndex(const Thread &Current) {
  const dim3 &Dim = Current.block.blockDim;
  return (Current.threadIdx.z * Dim.y + Current.threadIdx.y) * Dim.x + Current.threadIdx.x;
}
/// Warps are 32 consecutive threads in linear order; the last one may be partial.
inline unsigned laneId(const Thread &Current) { return linearThreadIndex(Current) % 32; }
inline unsigned warpId(const Thread &Current) { return linearThreadIndex(Current) / 32; }

/// lorchaWarpExchange with types: everything that the lanes of Mask gave.
template <class T> inline WarpValues<T> warpExchange(uint32_t Mask, const T &Value) {
  static_assert(std::is_trivially_copyable<T>::value, "lanes exchange bytes");
  WarpValues<T> Result;
  const void *Slots = lorchaWarpExchange(Mask, &Value, sizeof(T), &Result.Present);
  std::memcpy(static_cast<void *>(Result.Lane), Slots, sizeof(Result.Lane));
  return Result;
}

/// The cheap form when one lane is wanted: what lane Source gave, or Value if it took no part.
template <class T> inline T warpRead(uint32_t Mask, const T &Value, unsigned Source) {
  static_assert(std::is_trivially_copyable<T>::value, "lanes exchange bytes");
  uint32_t Present;
  const char *Slots = static_cast<const char *>(lorchaWarpExchange(Mask, &Value, sizeof(T), &Present));
  T Result = Value;
  if (Source < 32 && (Present >> Source & 1))
    std::memcpy(static_cast<void *>(&Result), Slots + Source * sizeof(T), sizeof(T));
  return Result;
}

} // namespace lorcha

#endif
