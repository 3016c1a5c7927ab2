// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static Status createEvent(lorchaEvent_t *Result, unsigned Flags) {
  constexpr unsigned Known = lorchaEventBlockingSync | lorchaEventDisableTiming | lorchaEventInterprocess;
  if (!Result || (Flags & ~Known))
    return Status::InvalidValue;
  bool HasTiming = !(Flags & lorchaEventDisableTiming);
  Runtime &All = Runtime::get();
  std::shared_ptr<SharedEvent> Shared;
  if (Flags & lorchaEventInterprocess) {
    if (HasTiming)
      return Status::InvalidValue;
    if (!All.currentDevice().facts().SharesMemory)
      return Status::NotSupported;
    Shared = SharedEvent::make();
    if (!Shared)
      return Status::OutOfMemory;
  }
  *Result = static_cast<lorchaEvent_t>(
      All.Events.add(std::make_shared<Event>(All.currentDevice(), HasTiming, std::move(Shared))));
  return Status::Success;
}

lorchaError_t lorchaEventCreate(lorchaEvent_t *Result) {
  return call(__func__, [&] { return createEvent(Result, 0); }, Result);
}

lorchaError_t lorchaEventCreateWithFlags(lorchaEvent_t *Result, unsigned Flags) {
  return call(__func__, [&] { return createEvent(Result, Flags); }, Result, Flags);
}

lorchaError_t lorchaEventDestroy(lorchaEvent_t Handle) {
  auto Body = [&] {
    const std::shared_ptr<Event> Removed = Runtime::get().Events.remove(Handle);
    if (!Removed)
      return Status::InvalidResourceHandle;
    if (Removed->shared())
      Removed->shared()->withdraw();
    return Status::Success;
  };
  return call(__func__, Body, Handle);
}

static Status record(lorchaEvent_t Handle, lorchaStream_t StreamOf, unsigned Flags) {
  StreamHandle On(StreamOf);
  auto Mark = findEvent(Handle);
  if (!On || !Mark || &On->device() != &Mark->device())
    return Status::InvalidResourceHandle;
  if (Flags & ~static_cast<unsigned>(lorchaEventRecordExternal))
    return Status::InvalidValue;
  return recordEvent(Mark, *On, Flags & lorchaEventRecordExternal);
}

lorchaError_t lorchaEventRecord(lorchaEvent_t Handle, lorchaStream_t On) {
  return call(__func__, [&] { return record(Handle, On, 0); }, Handle, On);
}

lorchaError_t lorchaEventRecordWithFlags(lorchaEvent_t Handle, lorchaStream_t On, unsigned Flags) {
  return call(__func__, [&] { return record(Handle, On, Flags); }, Handle, On, Flags);
}

lorchaError_t lorchaEventQuery(lorchaEvent_t Handle) {
  auto Body = [&] {
    auto Mark = findEvent(Handle);
    if (!Mark)
      return Status::InvalidResourceHandle;
    if (Status Free = refuseIfCaptured(*Mark); Free != Status::Success)
      return Free;
    Status Result = Mark->query();
    return Result == Status::Success ? Mark->device().takeFailure() : Result;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaEventSynchronize(lorchaEvent_t Handle) {
  auto Body = [&] {
    auto Mark = findEvent(Handle);
    if (!Mark)
      return Status::InvalidResourceHandle;
    if (Status Free = refuseIfCaptured(*Mark); Free != Status::Success)
      return Free;
    Mark->synchronize();
    return Mark->device().takeFailure();
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaEventElapsedTime(float *Milliseconds, lorchaEvent_t Start, lorchaEvent_t End) {
  auto Body = [&] {
    auto First = findEvent(Start), Second = findEvent(End);
    if (!First || !Second)
      return Status::InvalidResourceHandle;
    for (const auto &Each : {First, Second})
      if (Status Free = refuseIfCaptured(*Each); Free != Status::Success)
        return Free;
    return Milliseconds ? Event::elapsed(*Milliseconds, *First, *Second) : Status::InvalidValue;
  };
  return call(__func__, Body, Milliseconds, Start, End);
}
