// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two clocks are brought together by what is recorded: of each record's first command both know when it
// was queued.
#include "backends/opencl/Timing.h"
#include "core/Timeline.h"
#include <algorithm>
#include <mutex>

namespace lorcha::runtime::opencl {

namespace {
/// What the callback needs. It owns itself.
struct Pending {
  timeline::Record *Of;
  DeviceClock &Clock;
  uint64_t Submitted;
  bool HasMarks;
  ClEvent First, Last; ///< First may be empty: then Last is the only one

  /// False if the driver does not tell.
  static bool read(cl_event Event, cl_profiling_info What, uint64_t &Result) {
    cl_ulong Value = 0;
    bool IsKnown = cl().GetEventProfilingInfo(Event, What, sizeof(Value), &Value, nullptr) == CL_SUCCESS;
    Result = Value;
    return IsKnown && Value;
  }

  void finish() const {
    cl_event Begins = First ? First.get() : Last.get();
    uint64_t Queued, Begin, End;
    bool IsKnown = read(Begins, CL_PROFILING_COMMAND_QUEUED, Queued) &&
                   read(Begins, HasMarks ? CL_PROFILING_COMMAND_END : CL_PROFILING_COMMAND_START, Begin) &&
                   read(Last.get(), CL_PROFILING_COMMAND_END, End) && Queued <= Begin && Begin <= End;
    const int64_t Offset = IsKnown ? Clock.offset(Submitted, Queued) : 0;
    auto OnHost = [&](uint64_t Time) { return static_cast<uint64_t>(static_cast<int64_t>(Time) + Offset); };
    if (IsKnown)
      timeline::setTimes(Of, OnHost(Begin), OnHost(End));
    else
      timeline::end(Of);
  }
};
} // namespace

static void CL_CALLBACK finished(cl_event, cl_int, void *Data) {
  std::unique_ptr<Pending> Mine(static_cast<Pending *>(Data));
  Mine->finish();
  timeline::countUnderWay(-1);
}

int64_t DeviceClock::offset(uint64_t Submitted, uint64_t Queued) {
  constexpr uint64_t DriftPerUnit = 10000; // a hundred in a million is more than clocks drift
  const auto Bound = static_cast<int64_t>(Submitted - Queued);
  std::lock_guard<BriefLock> Locked(Lock);
  if (Submitted > LearntAt && IsKnown)
    Offset -= static_cast<int64_t>((Submitted - LearntAt) / DriftPerUnit);
  LearntAt = std::max(LearntAt, Submitted);
  if (!IsKnown || Bound > Offset)
    Offset = Bound;
  IsKnown = true;
  return Offset;
}

cl_event *Timing::next() {
  if (!Of)
    return nullptr;
  if (!Submitted)
    Submitted = nowNanoseconds();
  Next = nullptr;
  return &Next;
}

void Timing::take() {
  if (!Next)
    return;
  ClEvent Taken(std::exchange(Next, nullptr));
  if (Last && !First)
    First = std::move(Last);
  Last = std::move(Taken);
}

void Timing::mark(cl_command_queue On) {
  cl_event *Place = next();
  if (!Place)
    return;
  HasMarks = true;
  if (cl().EnqueueMarkerWithWaitList(On, 0, nullptr, Place) == CL_SUCCESS)
    take();
}

Timing::~Timing() {
  if (!Of)
    return;
  cl_event Awaited = Last.get();
  auto *Data = new Pending{Of, Clock, Submitted, HasMarks, std::move(First), std::move(Last)};
  timeline::countUnderWay(1);
  if (!Awaited || cl().SetEventCallback(Awaited, CL_COMPLETE, finished, Data) != CL_SUCCESS) {
    timeline::countUnderWay(-1);
    timeline::end(Of);
    delete Data;
  }
}

} // namespace lorcha::runtime::opencl
