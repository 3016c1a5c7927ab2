// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// When work of a queue began and ended, for the timeline: from the profile of its events, on the host's
// clock. The driver calls back when the work is done, so nobody waits.
#ifndef LORCHA_OPENCL_TIMING_H
#define LORCHA_OPENCL_TIMING_H

#include "backends/opencl/Errors.h"
#include "core/Spin.h"
#include "lorcha/timeline.h"

namespace lorcha::runtime::opencl {

/// How a device's clock stands to the host's. Thread-safe.
class DeviceClock {
public:
  /// Host nanoseconds of device time 0, after one more command was queued on the device at Queued, and not
  /// before Submitted on the host. So the least late command tells; the clocks may drift apart.
  int64_t offset(uint64_t Submitted, uint64_t Queued);

private:
  BriefLock Lock; ///< guards what follows
  bool IsKnown = false;
  int64_t Offset = 0;
  uint64_t LearntAt = 0; ///< on the host
};

/// One record and the commands that it is about. Used by the thread that submits them; without a record it
/// does nothing.
class Timing {
public:
  Timing(timeline::Record *Of, DeviceClock &Clock) : Of(Of), Clock(Clock) {}
  /// From here on the driver tells of the end.
  ~Timing();
  Timing(const Timing &) = delete;

  /// Where a command that is enqueued next puts its event; null if nobody wants it. The first one begins the
  /// work, the last one ends it.
  cl_event *next();
  /// Takes the event that the command has put there, if it has been enqueued.
  void take();
  /// Puts a mark into the queue: what follows, up to the last mark, is the work.
  void mark(cl_command_queue On);

private:
  timeline::Record *Of;
  DeviceClock &Clock;
  uint64_t Submitted = 0; ///< when the first command was, on the host's clock
  bool HasMarks = false;
  cl_event Next = nullptr;
  ClEvent First, Last;
};

} // namespace lorcha::runtime::opencl

#endif
