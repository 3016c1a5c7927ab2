// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events: marks in streams that can be waited for, asked about and subtracted from each other.
#ifndef LORCHA_CORE_EVENT_H
#define LORCHA_CORE_EVENT_H

#include "core/Backend.h"
#include "core/SharedEvent.h"
#include "core/Spin.h"
#include "core/Stream.h"
#include <atomic>
#include <memory>

namespace lorcha::runtime {

struct CapturedMark;

/// Thread-safe.
class Event {
public:
  /// With Shared it is one of several processes, and has no timing.
  Event(Device &On, bool HasTiming, std::shared_ptr<SharedEvent> Shared = nullptr)
      : OwningDevice(On), HasTiming(HasTiming), Shared(std::move(Shared)) {}

  Device &device() const { return OwningDevice; }
  bool hasTiming() const { return HasTiming; }
  /// Null if it is this process's alone.
  const std::shared_ptr<SharedEvent> &shared() const { return Shared; }

  /// Puts the mark at the end of the stream. Later queries and waits mean the record made last.
  void record(Stream &On);
  /// NotReady while the work before the mark goes on. Never recorded counts as done.
  Status query() const;
  /// Blocks until query() would say Success.
  void synchronize() const;
  /// Makes later work of the stream wait for the mark. Does not block.
  void makeWait(Stream &Waiting) const;
  /// Milliseconds between two marks. InvalidResourceHandle if one was never recorded or has no timing, or
  /// they are of different devices; NotReady if one is not reached.
  static Status elapsed(float &Milliseconds, const Event &Start, const Event &End);

  /// One mark.
  struct Recording {
    Marker Place;                        ///< the operation that makes it, perhaps among other work
    std::atomic<bool> IsMade{false};     ///< it has been made; before Place has run
    std::atomic<uint64_t> Time{0};       ///< nanoseconds on the host's clock; valid once made
    std::shared_ptr<BackendFence> Fence; ///< on asynchronous devices; valid once made or Place has run

    /// Whether it is reached; a failure of the work goes to the device.
    bool isReached() const;
    void wait() const;
    /// Nanoseconds on the device's clock; 0 if it has none. Only once reached.
    uint64_t deviceTime() const { return Fence ? Fence->time() : 0; }
  };
  /// A mark that an operation is going to make, which is not the event's yet.
  std::shared_ptr<Recording> expect() const { return std::make_shared<Recording>(); }
  /// Makes it behind what the operation has submitted. Called by that operation.
  static void reach(Recording &Mark, Stream &On, bool HasTiming, bool IsLast, const Event *Of);
  /// The mark is the event's from now on; Place is the operation.
  void set(std::shared_ptr<Recording> Mark, Marker Place);
  /// Null if it was never recorded, or when it was, nothing was before it.
  std::shared_ptr<Recording> last() const;

  /// What it marks in a capture; null if it was not recorded in one last.
  std::shared_ptr<const CapturedMark> captured() const;
  void setCaptured(std::shared_ptr<const CapturedMark> Mark);

private:
  /// When two marks were made, on the same clock; see elapsed.
  struct Moment {
    Status Known = Status::InvalidResourceHandle;
    uint64_t Host = 0, OnDevice = 0; ///< nanoseconds; no device clock: 0
  };
  Moment moment() const;

  Device &OwningDevice;
  const bool HasTiming;
  const std::shared_ptr<SharedEvent> Shared;
  std::atomic<bool> IsInCapture{false}; ///< whether InCapture is there
  mutable BriefLock Lock;               ///< guards what follows
  bool WasRecorded = false;
  uint64_t ReachedAt = 0;          ///< nanoseconds on the host's clock, if recorded without Last
  std::shared_ptr<Recording> Last; ///< null if the last mark was reached when it was made
  std::shared_ptr<const CapturedMark> InCapture;
};

} // namespace lorcha::runtime

#endif
