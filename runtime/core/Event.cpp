// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A record is an operation that notes the time; everything else follows from its place in the stream.
#include "core/Event.h"
#include "core/Log.h"

namespace lorcha::runtime {

std::shared_ptr<Event::Recording> Event::last() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Last;
}

void Event::record(Stream &On) {
  auto New = std::make_shared<Recording>();
  New->Place =
      On.enqueue(makeOperation([New] { New->Time.store(nowNanoseconds(), std::memory_order_relaxed); }),
                 /*RunHere=*/true);
  std::lock_guard<std::mutex> Lock(Mutex);
  Last = std::move(New);
}

Status Event::query() const {
  std::shared_ptr<Recording> Mark = last();
  return !Mark || Mark->Place.isReached() ? Status::Success : Status::NotReady;
}

void Event::synchronize() const {
  if (std::shared_ptr<Recording> Mark = last())
    Mark->Place.wait();
}

void Event::makeWait(Stream &Waiting) const {
  std::shared_ptr<Recording> Mark = last();
  if (!Mark || Mark->Place.isReached())
    return;
  std::unique_ptr<Operation> Wait = makeOperation([] {});
  Wait->After.push_back(Mark->Place);
  Waiting.enqueue(std::move(Wait), /*RunHere=*/true);
}

Status Event::elapsed(float &Milliseconds, const Event &Start, const Event &End) {
  if (!Start.HasTiming || !End.HasTiming)
    return Status::InvalidResourceHandle;
  std::shared_ptr<Recording> First = Start.last(), Second = End.last();
  if (!First || !Second)
    return Status::InvalidResourceHandle;
  if (!First->Place.isReached() || !Second->Place.isReached())
    return Status::NotReady;
  auto Difference = static_cast<int64_t>(Second->Time.load(std::memory_order_relaxed) -
                                         First->Time.load(std::memory_order_relaxed));
  Milliseconds = static_cast<float>(static_cast<double>(Difference) / 1e6);
  return Status::Success;
}

} // namespace lorcha::runtime
