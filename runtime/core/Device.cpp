// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams of a device, its failure and its memory accounting.
#include "core/Device.h"
#include "core/Memory.h"
#include "core/Timeline.h"
#include <algorithm>
#include <unordered_map>

namespace lorcha::runtime {

Device::Device(unsigned Ordinal, BackendDevice &Impl)
    : Ordinal(Ordinal), Impl(Impl), Plain(std::make_shared<Pool>(*this)),
      Default(std::make_shared<Pool>(*this)), Current(Default.get()) {
  Pools = {Plain, Default};
  if (isTraced())
    timeline::noteDevice(*this);
}

std::shared_ptr<Stream> Device::makeStream(StreamKind Kind, int Priority) {
  auto New = std::make_shared<Stream>(*this, Kind, Priority);
  if (isTraced())
    timeline::noteStream(*New);
  std::lock_guard<std::mutex> Lock(StreamsMutex);
  Streams.push_back(New);
  return New;
}

Stream &Device::legacyStream() {
  if (Stream *Known = Legacy.load(std::memory_order_acquire))
    return *Known;
  std::lock_guard<std::mutex> Lock(StreamsMutex);
  if (!LegacyOwner) {
    LegacyOwner = std::make_shared<Stream>(*this, StreamKind::Legacy, 0);
    if (isTraced())
      timeline::noteStream(*LegacyOwner);
    Streams.push_back(LegacyOwner);
    Legacy.store(LegacyOwner.get(), std::memory_order_release);
  }
  return *LegacyOwner;
}

namespace {
/// The default streams of one host thread, which outlive it until they are idle.
struct ThreadStreams {
  std::unordered_map<Device *, std::shared_ptr<Stream>> Each;
  ~ThreadStreams() {
    for (auto &[On, Old] : Each)
      On->retire(std::move(Old));
  }
};
} // namespace

Stream &Device::threadStream() {
  static thread_local ThreadStreams OfThread;
  std::shared_ptr<Stream> &Mine = OfThread.Each[this];
  if (!Mine)
    Mine = makeStream(StreamKind::Blocking, 0);
  return *Mine;
}

void Device::retire(std::shared_ptr<Stream> Old) {
  if (!facts().Asynchronous)
    return;                                        // its markers and the pool keep it as long as it has work
  std::vector<std::shared_ptr<Stream>> Kept, Idle; // streams end with no lock held
  std::unique_lock<std::mutex> Lock(LateMutex);
  Retired.push_back(std::move(Old));
  Kept.swap(Retired);
  Lock.unlock();
  auto Middle = std::partition(Kept.begin(), Kept.end(), [](const auto &Each) { return !Each->isIdle(); });
  Idle.assign(std::make_move_iterator(Middle), std::make_move_iterator(Kept.end()));
  Kept.erase(Middle, Kept.end());
  Lock.lock();
  Retired.insert(Retired.end(), Kept.begin(), Kept.end());
}

void Device::waitForWork() {
  std::vector<Marker> Ends;
  forEachStream([&](Stream &Each) { Ends.push_back(Each.end()); });
  for (const Marker &Each : Ends)
    Each.wait();
  releaseReached(/*Waits=*/false);
  std::vector<std::shared_ptr<Stream>> Idle;
  std::lock_guard<std::mutex> Lock(LateMutex);
  Idle.swap(Retired);
}

void Device::synchronize() {
  waitForWork();
  forEachPool([](Pool &Each) { Each.settle(); });
}

bool Device::isIdle() {
  bool Result = true;
  forEachStream([&](Stream &Each) { Result = Result && Each.isIdle(); });
  return Result;
}

void Device::forgetQueues() {
  forEachStream([](Stream &Each) { Each.forgetQueue(); });
}

Status Device::takeFailure() {
  Status Sticking = failure();
  if (Sticking != Status::Success || Pending.load(std::memory_order_relaxed) == Status::Success)
    return Sticking;
  return Pending.exchange(Status::Success, std::memory_order_acq_rel);
}

void Device::fail(Status Value) {
  Status Expected = Status::Success;
  if (Value == Status::Success)
    return;
  std::atomic<Status> &Place = isSticky(Value) ? Failure : Pending;
  Place.compare_exchange_strong(Expected, Value, std::memory_order_acq_rel);
}

void Device::clearFailure() {
  Failure.store(Status::Success, std::memory_order_release);
  Pending.store(Status::Success, std::memory_order_release);
}

void Device::releaseBehind(std::shared_ptr<BackendFence> Place, const Allocation &Old) {
  std::lock_guard<std::mutex> Lock(LateMutex);
  LateReleases.push_back({std::move(Place), Old});
}

bool Device::releaseReached(bool Waits) {
  std::vector<LateRelease> All;
  {
    std::lock_guard<std::mutex> Lock(LateMutex);
    All.swap(LateReleases);
  }
  auto IsUnderWay = [&](LateRelease &Each) {
    Status Result;
    if (!Waits && !Each.Place->isReached(Result))
      return true;
    fail(Each.Place->wait());
    fail(releaseStorage(Each.Old));
    return false;
  };
  size_t Before = All.size();
  All.erase(std::remove_if(All.begin(), All.end(), [&](LateRelease &Each) { return !IsUnderWay(Each); }),
            All.end());
  std::lock_guard<std::mutex> Lock(LateMutex);
  LateReleases.insert(LateReleases.end(), All.begin(), All.end());
  return All.size() < Before;
}

template <class BodyT> void Device::forEachPool(BodyT Body) {
  std::unique_lock<std::mutex> Lock(PoolsMutex);
  std::vector<std::shared_ptr<Pool>> All = Pools;
  Lock.unlock();
  for (const std::shared_ptr<Pool> &Each : All)
    Body(*Each);
}

void Device::addPool(std::shared_ptr<Pool> New) {
  auto IsOver = [](const auto &Each) { return Each->isClosed() && !Each->counts().Reserved; };
  std::lock_guard<std::mutex> Lock(PoolsMutex);
  Pools.erase(std::remove_if(Pools.begin(), Pools.end(), IsOver), Pools.end());
  Pools.push_back(std::move(New));
}

bool Device::trimPools() {
  bool Result = false;
  forEachPool([&](Pool &Each) { Result = Each.trim(0, /*Waits=*/true) || Result; });
  return Result;
}

void Device::resetPools() {
  forEachPool([](Pool &Each) { Each.forgetAll(); });
  setCurrentPool(*Default);
}

bool Device::reserve(size_t Bytes) {
  size_t InUse = MemoryInUse.load(std::memory_order_relaxed);
  do {
    if (Bytes > facts().TotalMemory || InUse > facts().TotalMemory - Bytes)
      return false;
  } while (!MemoryInUse.compare_exchange_weak(InUse, InUse + Bytes, std::memory_order_relaxed));
  if (isTraced())
    timeline::noteMemory(*this, InUse + Bytes);
  return true;
}

void Device::unreserve(size_t Bytes) {
  size_t InUse = MemoryInUse.fetch_sub(Bytes, std::memory_order_relaxed);
  if (isTraced())
    timeline::noteMemory(*this, InUse - Bytes);
}

DeviceLimits Device::limits() const {
  std::lock_guard<std::mutex> Lock(LimitsMutex);
  return Limits;
}

void Device::setLimits(const DeviceLimits &New) {
  {
    std::lock_guard<std::mutex> Lock(LimitsMutex);
    Limits = New;
  }
  Impl.setLimits(New);
}

} // namespace lorcha::runtime
