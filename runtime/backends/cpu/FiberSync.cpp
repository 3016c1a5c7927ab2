// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers and warp exchanges between the fibers of a group.
#include "backends/cpu/FiberSwitch.h"
#include <algorithm>
#include <fmt/format.h>

namespace lorcha::runtime::cpu {

void FiberGroup::releaseBlock() {
  LastPredicates = Predicates;
  LastParticipants = AtBarrier;
  Predicates = AtBarrier = 0;
  for (unsigned W = 0; W < WarpCount; ++W)
    wake(Warps[W], Warps[W].Live);
}

void FiberGroup::gridBarrier() {
  letGo(*Running);
  ++AtGridBarrier;
  suspend(WaitReason::GridBarrier);
}

Exchange &FiberGroup::findPending(Warp &In, uint32_t Mask, uint32_t Bytes, uintptr_t Site) {
  for (Exchange *Each : In.Pending)
    if (Each->Mask == Mask && Each->Bytes == Bytes && Each->Site == Site)
      return *Each;
  if (FreeExchanges.empty()) {
    Exchanges.push_back(std::make_unique<Exchange>());
    FreeExchanges.push_back(Exchanges.back().get());
  }
  Exchange &New = *FreeExchanges.back();
  FreeExchanges.pop_back();
  New.Mask = Mask;
  New.Arrived = 0;
  New.Bytes = Bytes;
  New.Site = Site;
  New.IsDone = false;
  New.Asked = 0;
  if (!New.Slots || New.SlotBytes < Bytes) {
    New.SlotBytes = std::max<uint32_t>(Bytes, 16);
    New.Slots = std::make_unique<char[]>(size_t(New.SlotBytes) * WarpSize);
  }
  In.Pending.push_back(&New);
  return New;
}

void FiberGroup::complete(Warp &In, Exchange &Done) {
  In.Pending.erase(std::find(In.Pending.begin(), In.Pending.end(), &Done));
  Done.Readers = static_cast<unsigned>(__builtin_popcount(Done.Arrived));
  wake(In, Done.Arrived);
}

void FiberGroup::completeAfterExit(Warp &In) {
  for (size_t I = 0; I < In.Pending.size();) {
    Exchange &Each = *In.Pending[I];
    if (Each.Mask && !(Each.Mask & In.Live & ~Each.Arrived))
      complete(In, Each); // takes it out of Pending
    else
      ++I;
  }
}

bool FiberGroup::completeConverged(Warp &In, bool StepsToo) {
  Exchange *First = nullptr;
  for (Exchange *Each : In.Pending)
    if (!Each->Mask && (!First || Each->Site < First->Site))
      First = Each;
  if (!First || (!StepsToo && First->Bytes == 0))
    return false;
  if (!AtWords || !wakeBefore(In, *First))
    complete(In, *First);
  return true;
}

bool FiberGroup::completeSteps() {
  bool Any = false;
  for (unsigned W = 0; W < WarpCount; ++W)
    Any |= !Warps[W].Pending.empty() && completeConverged(Warps[W], /*StepsToo=*/true);
  return Any;
}

/// Wakes the lanes that might still come to an exchange without a mask: those whose words have changed, and
/// once for each number of lanes that have come, those that poll.
bool FiberGroup::wakeBefore(Warp &In, Exchange &Next) {
  const bool PollersToo = Next.Asked != Next.Arrived;
  Next.Asked = Next.Arrived;
  const auto First = static_cast<unsigned>(&In - Warps) * WarpSize;
  for (unsigned I = First; I < std::min(First + WarpSize, ThreadCount); ++I)
    if (Fibers[I].Waits == WaitReason::Word && (Fibers[I].Word ? hasChanged(Fibers[I]) : PollersToo))
      wakeAtWord(Fibers[I]);
  return In.Runnable != 0;
}

bool FiberGroup::hasChanged(const Fiber &Waiting) {
  return __atomic_load_n(Waiting.Word, __ATOMIC_ACQUIRE) != Waiting.Old;
}

void FiberGroup::wakeAtWord(Fiber &Waiting) {
  Waiting.Waits = WaitReason::None;
  --AtWords;
  AtWordsOfOthers -= Waiting.IsForOthers;
  wake(Warps[Waiting.Index / WarpSize], 1u << Waiting.Index % WarpSize);
}

void FiberGroup::waitForChange(const uint32_t *Word, uint32_t Old, bool IsForOthers) {
  Fiber &Self = *Running;
  letGo(Self);
  Self.Word = Word;
  Self.Old = Old;
  Self.IsForOthers = IsForOthers;
  ++AtWords;
  AtWordsOfOthers += IsForOthers;
  suspend(WaitReason::Word);
}

/// Wakes the fibers whose words have changed and, of those that only let others run, all that belong to this
/// block. Those that poll for other blocks go on AfterOthers have had the chance to run.
bool FiberGroup::wakeChanged(bool AfterOthers) {
  bool Any = false;
  completeParts();
  for (unsigned I = 0; I < ThreadCount && AtWords; ++I) {
    Fiber &Each = Fibers[I];
    if (Each.Waits != WaitReason::Word)
      continue;
    if (!(Each.Word ? hasChanged(Each) : !Each.IsForOthers || AfterOthers))
      continue;
    wakeAtWord(Each);
    Any = true;
  }
  return Any;
}

std::string FiberGroup::describeWaits() const {
  std::string Text;
  auto NameOf = [](const Fiber &Each) -> std::string {
    switch (Each.Waits) {
    case WaitReason::BlockBarrier:
      return "a block barrier";
    case WaitReason::GridBarrier:
      return "the grid barrier";
    case WaitReason::Word:
      return "a barrier, semaphore or atomic in memory";
    case WaitReason::Exchange:
      return fmt::format("a warp operation with mask {:#010x}", Each.Held->Mask);
    case WaitReason::None:
      break;
    }
    return "nothing";
  };
  auto IsLive = [&](unsigned I) { return Warps[I / WarpSize].Live >> I % WarpSize & 1; };
  unsigned Groups = 0;
  for (unsigned I = 0; I < ThreadCount;) {
    if (!IsLive(I)) {
      ++I;
      continue;
    }
    unsigned First = I;
    std::string Reason = NameOf(Fibers[I]);
    do
      ++I;
    while (I < ThreadCount && IsLive(I) && NameOf(Fibers[I]) == Reason);
    if (++Groups > 4)
      return Text + ", and so on";
    std::string Who = I - First == 1 ? fmt::format("thread {} waits", First)
                                     : fmt::format("threads {} to {} wait", First, I - 1);
    Text += fmt::format("{}{} at {}", Groups == 1 ? "" : ", ", Who, Reason);
  }
  return Text;
}

} // namespace lorcha::runtime::cpu
