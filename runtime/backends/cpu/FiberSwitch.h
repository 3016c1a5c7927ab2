// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way from one fiber to the next, inline as far as the entry points of device code: a jump to another
// stack leaves the processor's prediction of returns off by one, so each return between the jump and the
// kernel would be mispredicted.
#ifndef LORCHA_CPU_FIBERSWITCH_H
#define LORCHA_CPU_FIBERSWITCH_H

#include "backends/cpu/FiberGroup.h"
#include "lorcha/cpu_sync.h"
#include <cstring>

#define LORCHA_SWITCH_INLINE __attribute__((always_inline)) inline

namespace lorcha::runtime::cpu {

LORCHA_SWITCH_INLINE void FiberGroup::arrive(Fiber &Self, Context PreviousPlace) {
  confirmSwitch(Self.Trace, Previous->Trace);
  Previous->Place = PreviousPlace;
}

LORCHA_NO_CALL_TRACE LORCHA_SWITCH_INLINE void FiberGroup::jump(Fiber &From, Fiber &To, bool IsLast) {
  if (__builtin_expect(!To.IsStarted, 0) && &To != &Main)
    prepareStart(To);
  Previous = &From;
  Running = &To;
  lorchaCurrentThread = To.Current;
  announceSwitch(From.Trace, To.Trace, IsLast);
  arrive(From, contextOf(switchTo(To.Place, this)));
}

/// The lowest bit of Bits above Position, else the lowest of all. Bits is not 0.
inline unsigned nextBit(uint32_t Bits, unsigned Position) {
  uint32_t Above = Position == 31 ? 0 : Bits & (UINT32_MAX << (Position + 1));
  return static_cast<unsigned>(__builtin_ctz(Above ? Above : Bits));
}

LORCHA_SWITCH_INLINE FiberGroup::Fiber *FiberGroup::pickNext(const Fiber &Self) {
  unsigned W = Self.Index / WarpSize;
  if (!Warps[W].Runnable && (Warps[W].Pending.empty() || !completeConverged(Warps[W], /*StepsToo=*/false))) {
    if (!RunnableWarps && !completeSteps() && (!AtWords || !wakeChanged(/*AfterOthers=*/false)))
      return nullptr;
    W = nextBit(RunnableWarps, W);
    return &Fibers[W * WarpSize + static_cast<unsigned>(__builtin_ctz(Warps[W].Runnable))];
  }
  return &Fibers[W * WarpSize + nextBit(Warps[W].Runnable, Self.Index % WarpSize)];
}

LORCHA_SWITCH_INLINE void FiberGroup::suspend(WaitReason Reason) {
  Fiber &Self = *Running;
  Warp &In = Warps[Self.Index / WarpSize];
  Self.Waits = Reason;
  In.Runnable &= ~(1u << Self.Index % WarpSize);
  if (!In.Runnable)
    RunnableWarps &= ~(1u << Self.Index / WarpSize);
  Fiber *Next = pickNext(Self);
  if (Next != &Self)
    jump(Self, Next ? *Next : Main, /*IsLast=*/false);
  Self.Waits = WaitReason::None;
}

LORCHA_SWITCH_INLINE void FiberGroup::wake(Warp &In, uint32_t Lanes) {
  if (!Lanes)
    return;
  In.Runnable |= Lanes;
  RunnableWarps |= 1u << (&In - Warps);
}

LORCHA_SWITCH_INLINE void FiberGroup::letGo(Fiber &Self) {
  if (Self.Held && --Self.Held->Readers == 0)
    FreeExchanges.push_back(Self.Held);
  Self.Held = nullptr;
}

LORCHA_SWITCH_INLINE unsigned FiberGroup::blockBarrier(bool Predicate, unsigned *Threads) {
  letGo(*Running);
  Predicates += Predicate;
  if (++AtBarrier == Live)
    releaseBlock();
  else
    suspend(WaitReason::BlockBarrier);
  // Nobody can complete the next barrier before this thread arrives there, so these still belong to this one.
  *Threads = LastParticipants;
  return LastPredicates;
}

LORCHA_SWITCH_INLINE Exchange &FiberGroup::exchange(uint32_t Mask, const void *Value, uint32_t Bytes,
                                                    uintptr_t Site) {
  Fiber &Self = *Running;
  Warp &In = Warps[Self.Index / WarpSize];
  unsigned Lane = Self.Index % WarpSize;
  letGo(Self);
  Exchange &Mine = findPending(In, Mask, Bytes, Mask ? 0 : Site);
  if (Bytes)
    std::memcpy(Mine.Slots.get() + size_t(Lane) * Bytes, Value, Bytes);
  Mine.Arrived |= 1u << Lane;
  Self.Held = &Mine;
  if (Mask && !(Mask & In.Live & ~Mine.Arrived))
    complete(In, Mine);
  else
    suspend(WaitReason::Exchange);
  return Mine;
}

} // namespace lorcha::runtime::cpu

#endif
