// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams of a device, its failure and its memory accounting.
#include "core/Device.h"
#include <unordered_map>

namespace lorcha::runtime {

std::shared_ptr<Stream> Device::makeStream(StreamKind Kind, int Priority) {
  auto New = std::make_shared<Stream>(*this, Kind, Priority);
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
    Streams.push_back(LegacyOwner);
    Legacy.store(LegacyOwner.get(), std::memory_order_release);
  }
  return *LegacyOwner;
}

Stream &Device::threadStream() {
  static thread_local std::unordered_map<const Device *, std::shared_ptr<Stream>> OfThread;
  std::shared_ptr<Stream> &Mine = OfThread[this];
  if (!Mine)
    Mine = makeStream(StreamKind::Blocking, 0);
  return *Mine;
}

void Device::synchronize() {
  std::vector<Marker> Ends;
  forEachStream([&](Stream &Each) {
    if (!Each.isIdle())
      Ends.push_back(Each.end());
  });
  for (const Marker &Each : Ends)
    Each.wait();
}

void Device::fail(Status Value) {
  Status Expected = Status::Success;
  if (isSticky(Value))
    Failure.compare_exchange_strong(Expected, Value, std::memory_order_acq_rel);
}

bool Device::reserve(size_t Bytes) {
  size_t InUse = MemoryInUse.load(std::memory_order_relaxed);
  do {
    if (Bytes > facts().TotalMemory || InUse > facts().TotalMemory - Bytes)
      return false;
  } while (!MemoryInUse.compare_exchange_weak(InUse, InUse + Bytes, std::memory_order_relaxed));
  return true;
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
  Impl.setStackBytes(New.StackBytes);
}

} // namespace lorcha::runtime
