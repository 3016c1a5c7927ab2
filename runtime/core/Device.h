// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One device as the API sees it: its streams, limits, memory in use and sticky failure.
#ifndef LORCHA_CORE_DEVICE_H
#define LORCHA_CORE_DEVICE_H

#include "core/Backend.h"
#include "core/Stream.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

/// Settings that programs may change and read back. Only StackBytes has an effect.
struct DeviceLimits {
  size_t StackBytes = 1024;
  size_t PrintfBytes = 1 << 20;
  size_t HeapBytes = 8 << 20;
  size_t SyncDepth = 2;
  size_t PendingLaunches = 2048;
  size_t FetchGranularity = 64;
  size_t PersistingL2Bytes = 0;
};

/// Thread-safe. Never destroyed.
class Device {
public:
  Device(unsigned Ordinal, BackendDevice &Impl) : Ordinal(Ordinal), Impl(Impl) {}
  Device(const Device &) = delete;
  Device &operator=(const Device &) = delete;

  unsigned ordinal() const { return Ordinal; }
  BackendDevice &backend() const { return Impl; }
  const DeviceFacts &facts() const { return Impl.facts(); }

  /// A new stream, known to the device until the last share is gone.
  std::shared_ptr<Stream> makeStream(StreamKind Kind, int Priority);
  /// The legacy default stream.
  Stream &legacyStream();
  /// Null until somebody uses it.
  Stream *legacyStreamIfUsed() const { return Legacy.load(std::memory_order_acquire); }
  /// The default stream of the calling host thread.
  Stream &threadStream();
  /// Calls Body(Stream &) for every live stream. Body must not make or release streams.
  template <class BodyT> void forEachStream(BodyT Body) {
    std::lock_guard<std::mutex> Lock(StreamsMutex);
    for (auto Each = Streams.begin(); Each != Streams.end();) {
      if (std::shared_ptr<Stream> Live = Each->lock()) {
        Body(*Live);
        ++Each;
      } else {
        Each = Streams.erase(Each);
      }
    }
  }
  /// Blocks until all work of all streams that has been put in is done.
  void synchronize();

  /// Success, or the first failure of device code since the last reset.
  Status failure() const { return Failure.load(std::memory_order_acquire); }
  /// Remembers a failure if it is the first; ignores Success and failures that do not stick.
  void fail(Status Value);
  void clearFailure() { Failure.store(Status::Success, std::memory_order_release); }

  /// Takes Bytes off what may be allocated; false if that is more than there is.
  bool reserve(size_t Bytes);
  void unreserve(size_t Bytes) { MemoryInUse.fetch_sub(Bytes, std::memory_order_relaxed); }
  size_t memoryInUse() const { return MemoryInUse.load(std::memory_order_relaxed); }

  DeviceLimits limits() const;
  void setLimits(const DeviceLimits &New);

  std::atomic<unsigned> Flags{0};       ///< as given to the API
  std::atomic<unsigned> CacheConfig{0}; ///< kept, without effect
  std::atomic<uint64_t> Peers{0};       ///< bit per device whose memory this one may use

private:
  const unsigned Ordinal;
  BackendDevice &Impl;
  std::atomic<Status> Failure{Status::Success};
  std::atomic<size_t> MemoryInUse{0};
  std::atomic<Stream *> Legacy{nullptr};

  mutable std::mutex LimitsMutex;
  DeviceLimits Limits;

  std::mutex
      StreamsMutex; ///< guards what follows; may be held while a stream's atomics are read, never its lock
  std::vector<std::weak_ptr<Stream>> Streams;
  std::shared_ptr<Stream> LegacyOwner;
};

} // namespace lorcha::runtime

#endif
