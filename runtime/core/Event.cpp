// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A record is an operation that notes the time; everything else follows from its place in the stream.
#include "core/Event.h"
#include "core/Device.h"
#include "core/Log.h"
#include "core/Timeline.h"
#include <mutex>

namespace lorcha::runtime {

using Guard = std::lock_guard<BriefLock>;

std::shared_ptr<Event::Recording> Event::last() const {
  Guard Locked(Lock);
  return Last;
}

bool Event::Recording::isReached() const {
  if (!IsMade.load(std::memory_order_acquire) && !Place.hasRun())
    return false;
  Status Result = Status::Success;
  if (Fence && !Fence->isReached(Result))
    return false;
  if (Fence)
    Place.On->device().fail(Result);
  return true;
}

void Event::Recording::wait() const {
  Place.waitUntilRun();
  if (Fence)
    Place.On->device().fail(Fence->wait());
}

void Event::reach(Recording &Mark, Stream &On, bool HasTiming, bool IsLast, const Event *Of) {
  if (isTraced())
    timeline::noteEvent(On, Of);
  Mark.Fence = On.fenceHere(HasTiming, IsLast);
  Mark.Time.store(nowNanoseconds(), std::memory_order_relaxed);
  Mark.IsMade.store(true, std::memory_order_release);
}

void Event::set(std::shared_ptr<Recording> Mark, Marker Place) {
  Mark->Place = std::move(Place);
  std::shared_ptr<const CapturedMark> OldMark; // ends with nothing locked, as does Mark
  Guard Locked(Lock);
  WasRecorded = true;
  Last.swap(Mark);
  OldMark.swap(InCapture);
  IsInCapture.store(false, std::memory_order_relaxed);
}

std::shared_ptr<const CapturedMark> Event::captured() const {
  if (!IsInCapture.load(std::memory_order_acquire))
    return nullptr;
  Guard Locked(Lock);
  return InCapture;
}

void Event::setCaptured(std::shared_ptr<const CapturedMark> Mark) {
  Guard Locked(Lock);
  InCapture.swap(Mark);
  IsInCapture.store(true, std::memory_order_release);
}

void Event::record(Stream &On) {
  if (Shared)
    return Shared->record(On);
  if (On.isClear()) { // there is nothing to wait for, so the mark is made and reached now
    uint64_t Now = HasTiming ? nowNanoseconds() : 0;
    if (isTraced())
      timeline::noteEvent(On, this);
    std::shared_ptr<Recording> Old;
    std::shared_ptr<const CapturedMark> OldMark;
    Guard Locked(Lock);
    WasRecorded = true;
    ReachedAt = Now;
    Old.swap(Last);
    OldMark.swap(InCapture);
    IsInCapture.store(false, std::memory_order_relaxed);
    return;
  }
  std::shared_ptr<Recording> New = expect();
  Marker Place = On.enqueue(makeOperation([New, &On, Timed = HasTiming, Of = this] {
                              reach(*New, On, Timed, /*IsLast=*/true, Of);
                            }),
                            RunHere::IfShort);
  set(std::move(New), std::move(Place));
}

Status Event::query() const {
  if (Shared)
    return Shared->query();
  std::shared_ptr<Recording> Mark = last();
  return !Mark || Mark->isReached() ? Status::Success : Status::NotReady;
}

void Event::synchronize() const {
  if (Shared)
    return Shared->synchronize();
  if (std::shared_ptr<Recording> Mark = last())
    Mark->wait();
}

void Event::makeWait(Stream &Waiting) const {
  if (Shared)
    return Shared->makeWait(Waiting);
  std::shared_ptr<Recording> Mark = last();
  if (!Mark || Mark->isReached())
    return;
  std::unique_ptr<Operation> Wait = makeOperation([] {});
  Wait->After.push_back(Mark->Place);
  Waiting.enqueue(std::move(Wait), RunHere::IfShort);
}

Event::Moment Event::moment() const {
  Moment Result;
  std::shared_ptr<Recording> Mark;
  {
    Guard Locked(Lock);
    if (!WasRecorded)
      return Result;
    Result.Host = ReachedAt;
    Mark = Last;
  }
  if (Mark && !Mark->isReached()) {
    Result.Known = Status::NotReady;
    return Result;
  }
  Result.Known = Status::Success;
  if (Mark) {
    Result.Host = Mark->Time.load(std::memory_order_relaxed);
    Result.OnDevice = Mark->deviceTime();
  }
  return Result;
}

Status Event::elapsed(float &Milliseconds, const Event &Start, const Event &End) {
  if (!Start.HasTiming || !End.HasTiming || &Start.OwningDevice != &End.OwningDevice)
    return Status::InvalidResourceHandle;
  Moment First = Start.moment(), Second = End.moment();
  for (Status Bad : {Status::InvalidResourceHandle, Status::NotReady})
    if (First.Known == Bad || Second.Known == Bad)
      return Bad;
  bool HasBoth = First.OnDevice && Second.OnDevice; // never one of each clock
  auto Difference =
      static_cast<int64_t>(HasBoth ? Second.OnDevice - First.OnDevice : Second.Host - First.Host);
  Milliseconds = static_cast<float>(static_cast<double>(Difference) / 1e6);
  return Status::Success;
}

} // namespace lorcha::runtime
