// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One device as the API sees it: its streams, limits, memory in use and sticky failure.
#ifndef LORCHA_CORE_DEVICE_H
#define LORCHA_CORE_DEVICE_H

#include "core/Backend.h"
#include "core/GraphMemory.h"
#include "core/MemoryMap.h"
#include "core/Pool.h"
#include "core/Stream.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

/// Thread-safe. Never destroyed.
class Device {
public:
  Device(unsigned Ordinal, BackendDevice &Impl);
  Device(const Device &) = delete;
  Device &operator=(const Device &) = delete;

  unsigned ordinal() const { return Ordinal; }
  BackendDevice &backend() const { return Impl; }
  const DeviceFacts &facts() const { return Impl.facts(); }

  /// A new stream, known to the device until the last share is gone.
  std::shared_ptr<Stream> makeStream(StreamKind Kind, int Priority);
  /// Takes over a stream that the program gives up, until its work is done.
  void retire(std::shared_ptr<Stream> Old);
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
  void waitForWork();
  /// The same for the program: a time to give back what nobody uses any more.
  void synchronize();
  /// Whether there is none. Does not block.
  bool isIdle();
  /// Gives the queues of all streams back; they get new ones when they are used again. Nothing is under way.
  void forgetQueues();

  /// Success, or the first failure of device code since the last reset.
  Status failure() const { return Failure.load(std::memory_order_acquire); }
  /// The same; or else, and only once, what went wrong with work that nobody waited for.
  Status takeFailure();
  /// Remembers a failure if it is the first; ignores Success.
  void fail(Status Value);
  void clearFailure();

  /// Gives memory back once Place, a fence of this device, is reached.
  void releaseBehind(std::shared_ptr<BackendFence> Place, const Allocation &Old);
  /// Gives back what can be by now; with Waits, waits for all of it. True if something was given back.
  bool releaseReached(bool Waits);

  /// Takes Bytes off what may be allocated; false if that is more than there is.
  bool reserve(size_t Bytes);
  void unreserve(size_t Bytes);
  size_t memoryInUse() const { return MemoryInUse.load(std::memory_order_relaxed); }

  /// The pool of memory that is allocated without a stream.
  Pool &plainPool() const { return *Plain; }
  /// The pool that it always has, and the one that streams of it allocate from.
  Pool &defaultPool() const { return *Default; }
  Pool &currentPool() const { return *Current.load(std::memory_order_acquire); }
  void setCurrentPool(Pool &New) { Current.store(&New, std::memory_order_release); }
  /// Args: of a constructor of Pool, behind the device.
  template <class... ArgTs> std::shared_ptr<Pool> makePool(const ArgTs &...Args) {
    auto New = std::make_shared<Pool>(*this, Args...);
    addPool(New);
    return New;
  }
  /// Gives back what is free in pools, after waiting for it. True if there was something.
  bool trimPools();
  /// The device is reset: pools begin anew, and the default one is the current one.
  void resetPools();

  DeviceLimits limits() const;
  void setLimits(const DeviceLimits &New);

  std::atomic<unsigned> Flags{0};       ///< as given to the API
  std::atomic<unsigned> CacheConfig{0}; ///< kept, without effect
  std::atomic<uint64_t> Peers{0};       ///< bit per device whose memory this one may use
  GraphMemoryUse GraphMemory;

private:
  const unsigned Ordinal;
  BackendDevice &Impl;
  std::atomic<Status> Failure{Status::Success};
  std::atomic<Status> Pending{Status::Success}; ///< a failure that does not stick and was not told yet
  std::atomic<size_t> MemoryInUse{0};
  std::atomic<Stream *> Legacy{nullptr};

  mutable std::mutex LimitsMutex;
  DeviceLimits Limits;

  std::mutex
      StreamsMutex; ///< guards what follows; may be held while a stream's atomics are read, never its lock
  std::vector<std::weak_ptr<Stream>> Streams;
  std::shared_ptr<Stream> LegacyOwner;

  struct LateRelease {
    std::shared_ptr<BackendFence> Place;
    Allocation Old;
  };
  std::mutex PoolsMutex; ///< guards Pools; taken before the locks of pools
  std::vector<std::shared_ptr<Pool>> Pools;
  const std::shared_ptr<Pool> Plain, Default; ///< of Pools as well
  std::atomic<Pool *> Current;

  void addPool(std::shared_ptr<Pool> New);
  /// Calls Body(Pool &) for every pool, with nothing locked.
  template <class BodyT> void forEachPool(BodyT Body);

  std::mutex LateMutex; ///< guards what follows; held for moments only
  std::vector<LateRelease> LateReleases;
  std::vector<std::shared_ptr<Stream>> Retired; ///< given up by the program and not known to be idle
};

} // namespace lorcha::runtime

#endif
