// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams of asynchronous devices: the queue that operations are submitted to, and how a stream learns from
// fences what is done. No fence is made for an operation that nobody asks about.
#include "core/Backend.h"
#include "core/Device.h"
#include <algorithm>

namespace lorcha::runtime {

BackendQueue *Stream::queue(Status &Result) {
  Result = Status::Success;
  if (!IsAsynchronous || Submissions) // only this thread may change it now
    return Submissions.get();
  std::unique_ptr<BackendQueue> Made = OwningDevice.backend().makeQueue(Priority, Result);
  std::lock_guard<std::mutex> Lock(FenceMutex);
  Submissions = std::move(Made);
  return Submissions.get();
}

void Stream::forgetQueue() {
  std::lock_guard<std::mutex> Lock(FenceMutex);
  Done.store(Completed.load(std::memory_order_relaxed), std::memory_order_release);
  Fences.clear();
  Submissions.reset();
}

std::shared_ptr<BackendFence> Stream::fenceHere(bool IsTimed, bool IsLast) {
  Status Ignored;
  BackendQueue *Here = queue(Ignored);
  if (!Here)
    return nullptr;
  std::shared_ptr<BackendFence> Made = Here->fence(IsTimed);
  std::lock_guard<std::mutex> Lock(FenceMutex);
  Fences.push_back({Completed.load(std::memory_order_relaxed) + IsLast, Made});
  return Made;
}

std::shared_ptr<BackendFence> Stream::knownFence(uint64_t Sequence, uint64_t &Covers) {
  for (const PlacedFence &Each : Fences)
    if (Each.Sequence >= Sequence) {
      Covers = Each.Sequence;
      return Each.Place;
    }
  return nullptr;
}

std::shared_ptr<BackendFence> Stream::fenceBehind(uint64_t Sequence, uint64_t &Covers) {
  if (!IsAsynchronous || Done.load(std::memory_order_acquire) >= Sequence)
    return nullptr;
  std::lock_guard<std::mutex> Lock(FenceMutex);
  if (std::shared_ptr<BackendFence> Known = knownFence(Sequence, Covers))
    return Known;
  Covers = Completed.load(std::memory_order_acquire);
  if (!Submissions) // no operation has submitted anything
    return nullptr;
  Fences.push_back({Covers, Submissions->fence(/*IsTimed=*/false)});
  return Fences.back().Place;
}

void Stream::markDone(uint64_t Sequence, Status Result) {
  OwningDevice.fail(Result);
  uint64_t Before = Done.load(std::memory_order_relaxed);
  while (Before < Sequence &&
         !Done.compare_exchange_weak(Before, Sequence, std::memory_order_acq_rel, std::memory_order_relaxed))
    ;
  std::lock_guard<std::mutex> Lock(FenceMutex);
  auto IsPassed = [&](const PlacedFence &Each) { return Each.Sequence <= Sequence; };
  Fences.erase(std::remove_if(Fences.begin(), Fences.end(), IsPassed), Fences.end());
}

bool Stream::isDone(uint64_t Sequence) {
  if (Completed.load(std::memory_order_acquire) < Sequence)
    return false;
  uint64_t Covers;
  std::shared_ptr<BackendFence> Place = fenceBehind(Sequence, Covers);
  if (!Place)
    return true;
  Status Result;
  if (!Place->isReached(Result))
    return false;
  markDone(Covers, Result);
  return true;
}

void Stream::waitUntilDone(uint64_t Sequence) {
  if (!IsAsynchronous || Done.load(std::memory_order_acquire) >= Sequence)
    return;
  uint64_t Covers;
  std::unique_lock<std::mutex> Lock(FenceMutex);
  std::shared_ptr<BackendFence> Place = knownFence(Sequence, Covers);
  BackendQueue *Queue = Submissions.get();
  if (!Place)
    Covers = Completed.load(std::memory_order_acquire);
  Lock.unlock();
  if (Place)
    markDone(Covers, Place->wait());
  else
    markDone(Covers, Queue ? Queue->finish() : Status::Success);
}

bool Stream::needsToWaitFor(const Marker &Other) const {
  // An operation of the same device can be waited for by the device.
  return Other.On && Other.On.get() != this && Other.On->IsAsynchronous &&
         (!IsAsynchronous || &Other.On->device() != &device()) && !Other.isReached();
}

void Stream::submitBehind(const Marker &Other) {
  if (!Other.On || Other.On.get() == this || !Other.On->IsAsynchronous)
    return;
  uint64_t Covers;
  std::shared_ptr<BackendFence> Place = Other.On->fenceBehind(Other.Sequence, Covers);
  if (!Place)
    return;
  Status Result = Status::Success;
  BackendQueue *Mine = &Other.On->device() == &device() ? queue(Result) : nullptr;
  if (Mine)
    Result = Mine->waitFor(*Place);
  if (Mine && Result == Status::Success)
    return;
  OwningDevice.fail(Result);
  Other.On->waitUntilDone(Other.Sequence);
}

} // namespace lorcha::runtime
