// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A record is an operation that notes the time; everything else follows from its place in the stream.
#include "core/Event.h"
#include "core/Device.h"
#include "core/Log.h"

namespace lorcha::runtime {

std::shared_ptr<Event::Recording> Event::last() const {
  std::lock_guard<std::mutex> Lock(Mutex);
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

void Event::reach(Recording &Mark, Stream &On, bool HasTiming) {
  Mark.Fence = On.fenceHere(HasTiming);
  Mark.Time.store(nowNanoseconds(), std::memory_order_relaxed);
  Mark.IsMade.store(true, std::memory_order_release);
}

void Event::set(std::shared_ptr<Recording> Mark, Marker Place) {
  Mark->Place = std::move(Place);
  std::lock_guard<std::mutex> Lock(Mutex);
  Last = std::move(Mark);
  InCapture.reset();
}

std::shared_ptr<const CapturedMark> Event::captured() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return InCapture;
}

void Event::setCaptured(std::shared_ptr<const CapturedMark> Mark) {
  std::lock_guard<std::mutex> Lock(Mutex);
  InCapture = std::move(Mark);
}

void Event::record(Stream &On) {
  if (Shared)
    return Shared->record(On);
  std::shared_ptr<Recording> New = expect();
  Marker Place =
      On.enqueue(makeOperation([New, &On, Timed = HasTiming] { reach(*New, On, Timed); }), RunHere::IfShort);
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

Status Event::elapsed(float &Milliseconds, const Event &Start, const Event &End) {
  if (!Start.HasTiming || !End.HasTiming)
    return Status::InvalidResourceHandle;
  std::shared_ptr<Recording> First = Start.last(), Second = End.last();
  if (!First || !Second)
    return Status::InvalidResourceHandle;
  if (!First->isReached() || !Second->isReached())
    return Status::NotReady;
  uint64_t Begin = First->deviceTime(), Finish = Second->deviceTime();
  if (!Begin || !Finish) { // never one of each clock
    Begin = First->Time.load(std::memory_order_relaxed);
    Finish = Second->Time.load(std::memory_order_relaxed);
  }
  auto Difference = static_cast<int64_t>(Finish - Begin);
  Milliseconds = static_cast<float>(static_cast<double>(Difference) / 1e6);
  return Status::Success;
}

} // namespace lorcha::runtime
