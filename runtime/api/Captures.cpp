// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Capturing the work of streams into graphs.
#include "api/Graphs.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static bool toMode(lorchaStreamCaptureMode Given, CaptureMode &Result) {
  switch (Given) {
  case lorchaStreamCaptureModeGlobal:
    Result = CaptureMode::Global;
    return true;
  case lorchaStreamCaptureModeThreadLocal:
    Result = CaptureMode::ThreadLocal;
    return true;
  case lorchaStreamCaptureModeRelaxed:
    Result = CaptureMode::Relaxed;
    return true;
  }
  return false;
}

static lorchaStreamCaptureMode fromMode(CaptureMode Mode) {
  switch (Mode) {
  case CaptureMode::Global:
    return lorchaStreamCaptureModeGlobal;
  case CaptureMode::ThreadLocal:
    return lorchaStreamCaptureModeThreadLocal;
  case CaptureMode::Relaxed:
    return lorchaStreamCaptureModeRelaxed;
  }
  return lorchaStreamCaptureModeGlobal;
}

static Status begin(lorchaStream_t Handle, lorchaStreamCaptureMode Given, std::shared_ptr<Graph> Into,
                    std::vector<Dependency> Behind) {
  StreamHandle On(Handle);
  CaptureMode Mode;
  if (!On)
    return Status::InvalidResourceHandle;
  return toMode(Given, Mode) ? beginCapture(*On, Mode, std::move(Into), std::move(Behind))
                             : Status::InvalidValue;
}

lorchaError_t lorchaStreamBeginCapture(lorchaStream_t On, lorchaStreamCaptureMode Mode) {
  return call(
      __func__, [&] { return begin(On, Mode, nullptr, {}); }, On, Mode);
}

lorchaError_t lorchaStreamBeginCaptureToGraph(lorchaStream_t On, lorchaGraph_t Handle,
                                              const lorchaGraphNode_t *Behind,
                                              const lorchaGraphEdgeData *Kinds, size_t Count,
                                              lorchaStreamCaptureMode Mode) {
  auto Body = [&] {
    std::shared_ptr<Graph> Into = findGraph(Handle);
    std::vector<Dependency> Dependencies;
    if (!Into || toDependencies(Behind, Kinds, Count, Dependencies) != Status::Success)
      return Status::InvalidValue;
    return begin(On, Mode, std::move(Into), std::move(Dependencies));
  };
  return call(__func__, Body, On, Handle, Behind, Kinds, Count, Mode);
}

lorchaError_t lorchaStreamEndCapture(lorchaStream_t Handle, lorchaGraph_t *Result) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    std::shared_ptr<Graph> Made;
    Status Ended = endCapture(*On, Made);
    if (Result)
      *Result = toHandle(Made.get());
    return Ended;
  };
  return call(__func__, Body, Handle, Result);
}

static lorchaStreamCaptureStatus toStatus(Capture::State State) {
  switch (State) {
  case Capture::State::Active:
    return lorchaStreamCaptureStatusActive;
  case Capture::State::Invalidated:
    return lorchaStreamCaptureStatusInvalidated;
  case Capture::State::Ended:
    return lorchaStreamCaptureStatusNone;
  }
  return lorchaStreamCaptureStatusNone;
}

static Status tellCapture(lorchaStream_t Handle, lorchaStreamCaptureStatus *Result, unsigned long long *Id,
                          lorchaGraph_t *Into, const lorchaGraphNode_t **Next,
                          const lorchaGraphEdgeData **Kinds, size_t *Count) {
  StreamHandle On(Handle);
  CaptureInfo Info;
  if (!On)
    return Status::InvalidResourceHandle;
  if (!Result)
    return Status::InvalidValue;
  if (Status Known = captureInfo(*On, Info); Known != Status::Success)
    return Known;
  bool HasKinds = false;
  for (size_t I = 0; I < Info.Count; ++I)
    HasKinds = HasKinds || !Info.Kinds[I].isPlain();
  if (Next && !Kinds && HasKinds)
    return Status::LossyQuery;
  *Result = toStatus(Info.State);
  if (Info.State != Capture::State::Active)
    return Status::Success;
  if (Id)
    *Id = Info.Id;
  if (Into)
    *Into = toHandle(Info.Into);
  if (Next)
    *Next = reinterpret_cast<const lorchaGraphNode_t *>(Info.Next);
  if (Kinds)
    *Kinds = reinterpret_cast<const lorchaGraphEdgeData *>(Info.Kinds);
  if (Count)
    *Count = Info.Count;
  return Status::Success;
}

lorchaError_t lorchaStreamIsCapturing(lorchaStream_t On, lorchaStreamCaptureStatus *Result) {
  auto Body = [&] { return tellCapture(On, Result, nullptr, nullptr, nullptr, nullptr, nullptr); };
  return call(__func__, Body, On, Result);
}

lorchaError_t lorchaStreamGetCaptureInfo(lorchaStream_t On, lorchaStreamCaptureStatus *Result,
                                         unsigned long long *Id, lorchaGraph_t *Into,
                                         const lorchaGraphNode_t **Next, size_t *Count) {
  auto Body = [&] { return tellCapture(On, Result, Id, Into, Next, nullptr, Count); };
  return call(__func__, Body, On, Result, Id, Into, Next, Count);
}

lorchaError_t lorchaStreamGetCaptureInfo_v3(lorchaStream_t On, lorchaStreamCaptureStatus *Result,
                                            unsigned long long *Id, lorchaGraph_t *Into,
                                            const lorchaGraphNode_t **Next, const lorchaGraphEdgeData **Kinds,
                                            size_t *Count) {
  auto Body = [&] { return tellCapture(On, Result, Id, Into, Next, Kinds, Count); };
  return call(__func__, Body, On, Result, Id, Into, Next, Kinds, Count);
}

static Status update(lorchaStream_t Handle, lorchaGraphNode_t *Nodes, const lorchaGraphEdgeData *Kinds,
                     size_t Count, unsigned Flags) {
  StreamHandle On(Handle);
  std::vector<Dependency> Dependencies;
  if (!On)
    return Status::InvalidResourceHandle;
  bool IsKnown = Flags == lorchaStreamAddCaptureDependencies || Flags == lorchaStreamSetCaptureDependencies;
  if (!IsKnown || toDependencies(Nodes, Kinds, Count, Dependencies) != Status::Success)
    return Status::InvalidValue;
  return updateDependencies(*On, Dependencies, Flags == lorchaStreamSetCaptureDependencies);
}

lorchaError_t lorchaStreamUpdateCaptureDependencies(lorchaStream_t On, lorchaGraphNode_t *Nodes, size_t Count,
                                                    unsigned Flags) {
  return call(
      __func__, [&] { return update(On, Nodes, nullptr, Count, Flags); }, On, Nodes, Count, Flags);
}

lorchaError_t lorchaStreamUpdateCaptureDependencies_v2(lorchaStream_t On, lorchaGraphNode_t *Nodes,
                                                       const lorchaGraphEdgeData *Kinds, size_t Count,
                                                       unsigned Flags) {
  auto Body = [&] { return update(On, Nodes, Kinds, Count, Flags); };
  return call(__func__, Body, On, Nodes, Kinds, Count, Flags);
}

lorchaError_t lorchaThreadExchangeStreamCaptureMode(lorchaStreamCaptureMode *Mode) {
  auto Body = [&] {
    CaptureMode New;
    if (!Mode || !toMode(*Mode, New))
      return Status::InvalidValue;
    CaptureMode &Mine = Runtime::thread().Mode;
    *Mode = fromMode(Mine);
    Mine = New;
    return Status::Success;
  };
  return call(__func__, Body, Mode);
}
