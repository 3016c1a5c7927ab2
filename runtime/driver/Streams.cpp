// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams and events are the runtime API's.
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

CUresult cuStreamCreate(CUstream *Result, unsigned Flags) {
  return forward([&] { return lorchaStreamCreateWithFlags(Result, Flags); });
}

CUresult cuStreamCreateWithPriority(CUstream *Result, unsigned Flags, int Priority) {
  return forward([&] { return lorchaStreamCreateWithPriority(Result, Flags, Priority); });
}

CUresult cuStreamDestroy(CUstream Stream) {
  return forward([&] { return lorchaStreamDestroy(Stream); });
}

CUresult cuStreamGetFlags(CUstream Stream, unsigned *Flags) {
  return forward([&] { return lorchaStreamGetFlags(Stream, Flags); });
}

CUresult cuStreamGetPriority(CUstream Stream, int *Priority) {
  return forward([&] { return lorchaStreamGetPriority(Stream, Priority); });
}

CUresult cuStreamGetCtx(CUstream Stream, CUcontext *Result) {
  if (!Result)
    return CUDA_ERROR_INVALID_VALUE;
  int Device = 0;
  const CUresult Outcome = forward([&] { return lorchaStreamGetDevice(Stream, &Device); });
  if (Outcome == CUDA_SUCCESS)
    *Result =
        Device == static_cast<int>(Runtime::thread().Device) ? currentContext() : primaryContext(Device);
  return Outcome;
}

CUresult cuStreamQuery(CUstream Stream) {
  return forward([&] { return lorchaStreamQuery(Stream); });
}

CUresult cuStreamSynchronize(CUstream Stream) {
  return forward([&] { return lorchaStreamSynchronize(Stream); });
}

CUresult cuStreamWaitEvent(CUstream Stream, CUevent Event, unsigned Flags) {
  return forward([&] { return lorchaStreamWaitEvent(Stream, Event, Flags); });
}

namespace {
/// A callback of the driver's kind on its way through a stream.
struct PendingCallback {
  CUstreamCallback Function;
  void *Data;
};
} // namespace

CUresult cuStreamAddCallback(CUstream Stream, CUstreamCallback Function, void *Data, unsigned Flags) {
  if (!Function)
    return CUDA_ERROR_INVALID_VALUE;
  auto Call = [](lorchaStream_t On, lorchaError_t Error, void *Pending) {
    std::unique_ptr<PendingCallback> Own(static_cast<PendingCallback *>(Pending));
    Own->Function(On, toResult(Error), Own->Data);
  };
  auto Pending = std::make_unique<PendingCallback>(PendingCallback{Function, Data});
  const CUresult Outcome =
      forward([&] { return lorchaStreamAddCallback(Stream, Call, Pending.get(), Flags); });
  if (Outcome == CUDA_SUCCESS)
    (void)Pending.release(); // the callback's
  return Outcome;
}

CUresult cuEventCreate(CUevent *Result, unsigned Flags) {
  return forward([&] { return lorchaEventCreateWithFlags(Result, Flags); });
}

CUresult cuEventDestroy(CUevent Event) {
  return forward([&] { return lorchaEventDestroy(Event); });
}

CUresult cuEventRecord(CUevent Event, CUstream Stream) {
  return forward([&] { return lorchaEventRecord(Event, Stream); });
}

CUresult cuEventQuery(CUevent Event) {
  return forward([&] { return lorchaEventQuery(Event); });
}

CUresult cuEventSynchronize(CUevent Event) {
  return forward([&] { return lorchaEventSynchronize(Event); });
}

CUresult cuEventElapsedTime(float *Milliseconds, CUevent Start, CUevent End) {
  return forward([&] { return lorchaEventElapsedTime(Milliseconds, Start, End); });
}
