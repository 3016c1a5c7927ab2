// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams and the host functions that they call.
#include "api/Call.h"
#include "api/StreamPriorities.h"
#include <utility>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

StreamHandle::StreamHandle(lorchaStream_t Handle) {
  Device &Current = Runtime::get().currentDevice();
  if (!Handle && Runtime::thread().IsPerThreadDefault)
    Handle = lorchaStreamPerThread;
  if (!Handle || Handle == lorchaStreamLegacy) {
    Found = &Current.legacyStream();
  } else if (Handle == lorchaStreamPerThread) {
    Found = &Current.threadStream();
  } else {
    Owner = Runtime::get().Streams.find(Handle);
    Found = Owner.get();
  }
}

/// Called by the generated twins of functions for units with a default stream per thread.
extern "C" bool lorchaSetPerThreadDefault(bool Value) {
  return std::exchange(Runtime::thread().IsPerThreadDefault, Value);
}

static Status createStream(lorchaStream_t *Result, unsigned Flags, int Priority) {
  if (!Result || (Flags & ~static_cast<unsigned>(lorchaStreamNonBlocking)))
    return Status::InvalidValue;
  StreamKind Kind = Flags & lorchaStreamNonBlocking ? StreamKind::NonBlocking : StreamKind::Blocking;
  Runtime &All = Runtime::get();
  *Result = static_cast<lorchaStream_t>(
      All.Streams.add(All.currentDevice().makeStream(Kind, nearestPriority(Priority))));
  return Status::Success;
}

lorchaError_t lorchaStreamCreate(lorchaStream_t *Result) {
  return call(__func__, [&] { return createStream(Result, 0, 0); }, Result);
}

lorchaError_t lorchaStreamCreateWithFlags(lorchaStream_t *Result, unsigned Flags) {
  return call(__func__, [&] { return createStream(Result, Flags, 0); }, Result, Flags);
}

lorchaError_t lorchaStreamCreateWithPriority(lorchaStream_t *Result, unsigned Flags, int Priority) {
  return call(__func__, [&] { return createStream(Result, Flags, Priority); }, Result, Flags, Priority);
}

lorchaError_t lorchaStreamDestroy(lorchaStream_t Handle) {
  auto Body = [&] {
    // Work that is still in the stream goes on; meanwhile the device, markers or the pool keep the stream.
    std::shared_ptr<Stream> Old = Runtime::get().Streams.remove(Handle);
    if (!Old)
      return Status::InvalidResourceHandle;
    abandonCapture(*Old);
    Device &Target = Old->device();
    Target.retire(std::move(Old));
    return Status::Success;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaStreamSynchronize(lorchaStream_t Handle) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (Status Free = refuseIfCaptured(*On); Free != Status::Success)
      return Free;
    On->end().wait();
    return On->device().takeFailure();
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaStreamQuery(lorchaStream_t Handle) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (Status Free = refuseIfCaptured(*On); Free != Status::Success)
      return Free;
    return On->isIdle() ? On->device().takeFailure() : Status::NotReady;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaStreamWaitEvent(lorchaStream_t Handle, lorchaEvent_t Event, unsigned Flags) {
  auto Body = [&] {
    StreamHandle On(Handle);
    auto Wanted = findEvent(Event);
    if (!On || !Wanted)
      return Status::InvalidResourceHandle;
    if (Flags & ~static_cast<unsigned>(lorchaEventWaitExternal))
      return Status::InvalidValue;
    return waitForEvent(Wanted, *On, Flags & lorchaEventWaitExternal);
  };
  return call(__func__, Body, Handle, Event, Flags);
}

lorchaError_t lorchaLaunchHostFunc(lorchaStream_t Handle, lorchaHostFn_t Function, void *Data) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (!Function)
      return Status::InvalidValue;
    bool IsCaptured;
    if (Status Admitted = admit(*On, IsCaptured); Admitted != Status::Success)
      return Admitted;
    if (IsCaptured)
      return capture(*On, [&](SharedWork &Work) {
        Work = std::make_shared<NodeWork>(HostWork{Function, Data});
        return Status::Success;
      });
    Device &Target = On->device();
    On->enqueue(makeHostOperation([=, &Target] {
      if (Target.failure() == Status::Success)
        Runtime::inHostFunction([&] { Function(Data); });
    }));
    return Status::Success;
  };
  return call(__func__, Body, Handle, Function, Data);
}

lorchaError_t lorchaStreamAddCallback(lorchaStream_t Handle, lorchaStreamCallback_t Function, void *Data,
                                      unsigned Flags) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (!Function || Flags)
      return Status::InvalidValue;
    if (Status Free = refuseIfCaptured(*On); Free != Status::Success)
      return Free;
    Device &Target = On->device();
    On->enqueue(makeHostOperation([=, &Target] {
      Runtime::inHostFunction([&] { Function(Handle, toError(Target.failure()), Data); });
    }));
    return Status::Success;
  };
  return call(__func__, Body, Handle, Function, Data, Flags);
}

/// An entry point that tells something of a stream.
template <class ResultT, class GetT>
static lorchaError_t tell(const char *Name, lorchaStream_t Handle, ResultT *Result, GetT Get) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (!Result)
      return Status::InvalidValue;
    *Result = Get(*On);
    return Status::Success;
  };
  return call(Name, Body, Handle, Result);
}

lorchaError_t lorchaStreamGetFlags(lorchaStream_t Handle, unsigned *Flags) {
  return tell(__func__, Handle, Flags, [](const Stream &On) {
    return static_cast<unsigned>(On.kind() == StreamKind::NonBlocking ? lorchaStreamNonBlocking
                                                                      : lorchaStreamDefault);
  });
}

lorchaError_t lorchaStreamGetPriority(lorchaStream_t Handle, int *Priority) {
  return tell(__func__, Handle, Priority, [](const Stream &On) { return On.priority(); });
}

lorchaError_t lorchaStreamGetId(lorchaStream_t Handle, unsigned long long *Id) {
  return tell(__func__, Handle, Id,
              [](const Stream &On) { return static_cast<unsigned long long>(On.id()); });
}

lorchaError_t lorchaStreamGetDevice(lorchaStream_t Handle, int *Ordinal) {
  return tell(__func__, Handle, Ordinal,
              [](const Stream &On) { return static_cast<int>(On.device().ordinal()); });
}

lorchaError_t lorchaStreamAttachMemAsync(lorchaStream_t Handle, void *Pointer, size_t Bytes, unsigned Flags) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    if (Status Free = refuseIfCaptured(*On); Free != Status::Success)
      return Free;
    auto Known = Runtime::get().Memory.find(Pointer);
    bool IsManaged = Known && Known->From == Allocation::Origin::Managed;
    bool IsOneFlag =
        Flags == lorchaMemAttachGlobal || Flags == lorchaMemAttachHost || Flags == lorchaMemAttachSingle;
    // Host and devices may use managed memory at the same time here, so there is nothing else to do.
    return IsManaged && IsOneFlag && Bytes <= Known->bytesFrom(Pointer) ? Status::Success
                                                                        : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, Pointer, Bytes, Flags);
}

lorchaError_t lorchaDeviceGetStreamPriorityRange(int *Least, int *Greatest) {
  auto Body = [&] {
    if (Least)
      *Least = 0;
    if (Greatest)
      *Greatest = GreatestPriority;
    return Status::Success;
  };
  return call(__func__, Body, Least, Greatest);
}
