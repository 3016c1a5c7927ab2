// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Contexts, switches and the choice of who runs next. The barriers and exchanges are in FiberSync.cpp.
#include "backends/cpu/FiberSwitch.h"
#include <algorithm>
#include <cassert>
#include <new>

namespace lorcha::runtime::cpu {

static constexpr unsigned StacksPerSlab = 64;

FiberGroup::FiberGroup() = default;

FiberGroup::~FiberGroup() {
  for (Fiber &Each : Fibers)
    Each.Trace.close();
}

void FiberGroup::growTo(unsigned Count) {
  if (CurrentStackBytes != WantedStackBytes) {
    for (Fiber &Each : Fibers)
      Each.Trace.close();
    Fibers.clear();
    Slabs.clear();
    CurrentStackBytes = WantedStackBytes;
  }
  if (Fibers.size() >= Count)
    return;
  Fibers.reserve(Count);
  while (Fibers.size() < Count) {
    auto Index = static_cast<unsigned>(Fibers.size());
    if (Index % StacksPerSlab == 0 && Slabs.size() == Index / StacksPerSlab)
      Slabs.emplace_back(StacksPerSlab, CurrentStackBytes);
    Fiber New;
    New.Index = Index;
    New.StackBottom = Slabs[Index / StacksPerSlab].bottom(Index % StacksPerSlab);
    New.StackBytes = CurrentStackBytes;
    Fibers.push_back(New);
  }
  Threads.resize(Count);
}

void FiberGroup::prepare(const Block &NewBlock, EntryFunction NewEntry, void *NewClosure) {
  const dim3 &Dim = NewBlock.blockDim;
  ThreadCount = Dim.x * Dim.y * Dim.z;
  assert(ThreadCount <= MaxThreads && "checked at launch");
  growTo(ThreadCount);
  Entry = NewEntry;
  Closure = NewClosure;
  unsigned I = 0;
  for (unsigned Z = 0; Z < Dim.z; ++Z)
    for (unsigned Y = 0; Y < Dim.y; ++Y)
      for (unsigned X = 0; X < Dim.x; ++X, ++I) {
        Fiber &Each = Fibers[I];
        Each.Current = new (&Threads[I]) Thread{{X, Y, Z}, NewBlock};
        Each.IsStarted = false;
        Each.Waits = WaitReason::None;
      }
  WarpCount = (ThreadCount + WarpSize - 1) / WarpSize;
  for (unsigned W = 0; W < WarpCount; ++W) {
    unsigned Lanes = std::min(WarpSize, ThreadCount - W * WarpSize);
    Warps[W].Live = Warps[W].Runnable = Lanes == WarpSize ? UINT32_MAX : (1u << Lanes) - 1;
  }
  RunnableWarps = WarpCount == 32 ? UINT32_MAX : (1u << WarpCount) - 1;
  Live = ThreadCount;
  AtBarrier = AtGridBarrier = Predicates = 0;
  AtWords = AtWordsOfOthers = 0;
  for (const std::unique_ptr<PartExchange> &Each : Parts)
    Each->Arrived = 0;
  IsAbandoned = false;
}

FiberGroup::Outcome FiberGroup::run(const Block &NewBlock, EntryFunction NewEntry, void *NewClosure) {
  prepare(NewBlock, NewEntry, NewClosure);
  Main.Trace.openThread();
  return goOn();
}

FiberGroup::Outcome FiberGroup::resume() {
  for (unsigned W = 0; W < WarpCount; ++W)
    wake(Warps[W], Warps[W].Live);
  AtGridBarrier = 0;
  return goOn();
}

FiberGroup::Outcome FiberGroup::retry() {
  return wakeChanged(/*AfterOthers=*/true) ? goOn() : Outcome::Waiting;
}

FiberGroup::Outcome FiberGroup::goOn() {
  Running = &Main;
  Fiber &First = Fibers[0].IsStarted ? *pickNext(Fibers[ThreadCount - 1]) : Fibers[0];
  jump(Main, First, /*IsLast=*/false);
  Running = nullptr;
  lorchaCurrentThread = nullptr;
  if (IsAbandoned)
    return Outcome::Abandoned;
  if (!Live)
    return Outcome::Finished;
  if (AtWordsOfOthers)
    return Outcome::Waiting;
  return AtGridBarrier == Live ? Outcome::AtGrid : Outcome::Stuck;
}

void FiberGroup::prepareStart(Fiber &New) {
  // Stacks begin at different offsets in their pages: otherwise the hot frames of all fibers share few cache
  // sets.
  size_t Colour = size_t(New.Index % 32) * 128;
  New.Place = makeContext(New.StackBottom + New.StackBytes - Colour, New.StackBytes - Colour, &start);
  New.Trace.open(New.StackBottom, New.StackBytes);
  New.IsStarted = true;
}

LORCHA_NO_CALL_TRACE void FiberGroup::start(Arrival Came) {
  auto *Group = static_cast<FiberGroup *>(dataOf(Came));
  Fiber &Self = *Group->Running;
  Group->arrive(Self, contextOf(Came));
  Group->Entry(*Self.Current, Group->Closure);
  Group->exitFiber(Self);
}

LORCHA_NO_CALL_TRACE void FiberGroup::exitFiber(Fiber &Self) {
  Warp &In = Warps[Self.Index / WarpSize];
  uint32_t Bit = 1u << Self.Index % WarpSize;
  letGo(Self);
  In.Live &= ~Bit;
  In.Runnable &= ~Bit;
  if (!In.Runnable)
    RunnableWarps &= ~(1u << Self.Index / WarpSize);
  --Live;
  if (!In.Pending.empty())
    completeAfterExit(In);
  if (Live && AtBarrier == Live)
    releaseBlock();
  Fiber *Next = pickNext(Self);
  jump(Self, Next ? *Next : Main, /*IsLast=*/true);
  __builtin_unreachable();
}

void FiberGroup::abandon() {
  IsAbandoned = true;
  jump(*Running, Main, /*IsLast=*/true);
  __builtin_unreachable();
}

void FiberGroup::discard() {
  for (unsigned I = 0; I < ThreadCount; ++I) {
    Fibers[I].Held = nullptr;
    if (Fibers[I].IsStarted)
      Fibers[I].Trace.close();
  }
  FreeExchanges.clear();
  for (const std::unique_ptr<Exchange> &Each : Exchanges)
    FreeExchanges.push_back(Each.get());
  for (Warp &Each : Warps) {
    Each.Pending.clear();
    Each.Live = Each.Runnable = 0;
  }
}

} // namespace lorcha::runtime::cpu
