// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Captures: who is captured, what is forbidden, nodes, events, begin and end.
#include "core/Capture.h"
#include "core/Device.h"
#include "core/GraphProgram.h"
#include "core/Runtime.h"
#include <algorithm>

namespace lorcha::runtime {

namespace {
struct AllCaptures {
  std::recursive_mutex Mutex; ///< nodes may allocate, and allocation asks whether it is forbidden
  std::vector<std::shared_ptr<Capture>> Open; ///< not ended
  unsigned long long NextId = 1;
};
using Guard = std::lock_guard<std::recursive_mutex>;
} // namespace

/// How many captures are open.
static std::atomic<unsigned> OpenCount{0};

static AllCaptures &all() {
  static AllCaptures *const All = new AllCaptures; // never destroyed
  return *All;
}

static bool isAnyOpen() { return OpenCount.load(std::memory_order_relaxed) != 0; }

/// Makes a capture invalid; returns what the call returns.
static Status invalidate(Capture &In, Status Result) {
  if (In.Now == Capture::State::Active)
    In.Now = Capture::State::Invalidated;
  return Result;
}

/// Whether the legacy stream of the device would wait for a captured stream; such captures become invalid
/// when Invalidates.
static bool meetsLegacyStream(Device &On, bool Invalidates) {
  bool Found = false;
  for (const std::shared_ptr<Capture> &Each : all().Open)
    for (const std::shared_ptr<Stream> &Captured : Each->Streams)
      if (Captured->kind() == StreamKind::Blocking && &Captured->device() == &On) {
        Found = true;
        if (Invalidates)
          invalidate(*Each, Status::Success);
      }
  return Found;
}

Status admit(Stream &On, bool &IsCaptured) {
  IsCaptured = false;
  if (!isAnyOpen())
    return Status::Success;
  Guard Lock(all().Mutex);
  if (On.kind() == StreamKind::Legacy)
    return meetsLegacyStream(On.device(), /*Invalidates=*/true) ? Status::CaptureImplicit : Status::Success;
  StreamCapture *Mine = On.Captured.get();
  IsCaptured = Mine != nullptr;
  return Mine && Mine->In->Now != Capture::State::Active ? Status::CaptureInvalidated : Status::Success;
}

Status captureNode(Stream &On, const AddNode &Add) {
  Guard Lock(all().Mutex);
  StreamCapture *Mine = On.Captured.get();
  if (!Mine)
    return Status::IllegalState; // another thread has just ended it
  if (Mine->In->Now != Capture::State::Active)
    return Status::CaptureInvalidated;
  GraphNode *Added = nullptr;
  Status Result = Add(*Mine->In->Into, Mine->Next, Added);
  if (Result != Status::Success)
    return invalidate(*Mine->In, Result);
  Mine->Next.assign(1, {Added, {}});
  return Status::Success;
}

Status capture(Stream &On, const std::function<Status(SharedWork &)> &Make) {
  return captureNode(On, [&](Graph &Into, const std::vector<Dependency> &Behind, GraphNode *&Result) {
    SharedWork Work;
    Status Made = Make(Work);
    return Made == Status::Success ? Into.add(std::move(Work), Behind, Result) : Made;
  });
}

Status captureProgram(Stream &On, const GraphProgram &Program) {
  return captureNode(On, [&](Graph &Into, const std::vector<Dependency> &Behind, GraphNode *&Result) {
    if (Program.HasMemory)
      return Status::CaptureUnsupported;
    std::shared_ptr<Graph> Child = Graph::make();
    Status Made = Program.toGraph(*Child);
    if (Made == Status::Success)
      Made = Into.addChild(*Child, Behind, Result);
    Runtime::get().Graphs.remove(Child.get());
    return Made;
  });
}

Status refuseIfCaptured(Stream &On) {
  bool IsCaptured;
  Status Admitted = admit(On, IsCaptured);
  if (Admitted != Status::Success || !IsCaptured)
    return Admitted;
  Guard Lock(all().Mutex);
  return On.Captured ? invalidate(*On.Captured->In, Status::CaptureUnsupported) : Status::Success;
}

Status refuseIfCaptured(Device &On) {
  if (!isAnyOpen())
    return Status::Success;
  Guard Lock(all().Mutex);
  Status Result = Status::Success;
  for (const std::shared_ptr<Capture> &Each : all().Open)
    if (std::any_of(Each->Streams.begin(), Each->Streams.end(),
                    [&](const auto &Captured) { return &Captured->device() == &On; }))
      Result = invalidate(*Each, Status::CaptureUnsupported);
  return Result;
}

Status refuseIfCaptured(const Event &Mark) {
  std::shared_ptr<const CapturedMark> Known = Mark.captured();
  if (!Known)
    return Status::Success;
  Guard Lock(all().Mutex);
  return invalidate(*Known->In, Status::CapturedEvent);
}

Status refuseIfUnsafe() {
  CaptureMode Mine = Runtime::thread().Mode;
  if (!isAnyOpen() || Mine == CaptureMode::Relaxed)
    return Status::Success;
  Guard Lock(all().Mutex);
  Status Result = Status::Success;
  for (const std::shared_ptr<Capture> &Each : all().Open) {
    bool IsOwn = Each->Thread == std::this_thread::get_id() && Each->Mode != CaptureMode::Relaxed;
    bool IsGlobal = Each->Mode == CaptureMode::Global && Mine == CaptureMode::Global;
    if (IsOwn || IsGlobal)
      Result = invalidate(*Each, Status::CaptureUnsupported);
  }
  return Result;
}

Status recordEvent(const std::shared_ptr<Event> &Mark, Stream &On, bool IsExternal) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (!IsCaptured) {
    if (IsExternal)
      return Status::IllegalState;
    Mark->record(On);
    return Status::Success;
  }
  if (Mark->shared())
    return Status::NotSupported; // other processes see nothing of a capture
  if (IsExternal)
    return capture(On, [&](SharedWork &Work) {
      Work = std::make_shared<NodeWork>(RecordWork{Mark});
      return Status::Success;
    });
  Guard Lock(all().Mutex);
  if (!On.Captured)
    return Status::IllegalState;
  Mark->setCaptured(std::make_shared<CapturedMark>(CapturedMark{On.Captured->In, On.Captured->Next}));
  return Status::Success;
}

static void addMissing(std::vector<Dependency> &To, const std::vector<Dependency> &From) {
  for (const Dependency &Each : From)
    if (std::none_of(To.begin(), To.end(), [&](const Dependency &Known) { return Known.On == Each.On; }))
      To.push_back(Each);
}

/// A stream waits for an event of a capture: it is captured from now on, or its next node depends on more.
static Status join(Stream &Waiting, const CapturedMark &Mark) {
  Capture &In = *Mark.In;
  if (In.Now == Capture::State::Ended)
    return Waiting.Captured ? invalidate(*Waiting.Captured->In, Status::CaptureIsolation)
                            : Status::CapturedEvent;
  if (In.Now == Capture::State::Invalidated)
    return Status::CaptureInvalidated;
  if (Waiting.kind() == StreamKind::Legacy)
    return invalidate(In, Status::CaptureImplicit);
  if (!Waiting.Captured) {
    Waiting.Captured = std::make_unique<StreamCapture>();
    Waiting.Captured->In = Mark.In;
    In.Streams.push_back(Waiting.shared_from_this());
  } else if (Waiting.Captured->In != Mark.In) {
    invalidate(*Waiting.Captured->In, Status::CaptureMerge);
    return invalidate(In, Status::CaptureMerge);
  }
  addMissing(Waiting.Captured->Next, Mark.Nodes);
  return Status::Success;
}

Status waitForEvent(const std::shared_ptr<Event> &Mark, Stream &Waiting, bool IsExternal) {
  bool IsCaptured;
  std::shared_ptr<const CapturedMark> Known = Mark->captured();
  if (Known && !IsExternal) {
    Guard Lock(all().Mutex);
    if (Waiting.Captured && Waiting.Captured->In->Now != Capture::State::Active)
      return Status::CaptureInvalidated;
    return join(Waiting, *Known);
  }
  if (Status Admitted = admit(Waiting, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (!IsCaptured) {
    if (IsExternal)
      return Status::IllegalState;
    Mark->makeWait(Waiting);
    return Status::Success;
  }
  if (Mark->shared())
    return Status::NotSupported;
  if (IsExternal)
    return capture(Waiting, [&](SharedWork &Work) {
      Work = std::make_shared<NodeWork>(WaitWork{Mark});
      return Status::Success;
    });
  Guard Lock(all().Mutex);
  return Waiting.Captured ? invalidate(*Waiting.Captured->In, Status::CaptureIsolation)
                          : Status::IllegalState;
}

Status beginCapture(Stream &On, CaptureMode Mode, std::shared_ptr<Graph> Into,
                    std::vector<Dependency> Behind) {
  if (On.kind() == StreamKind::Legacy)
    return Status::CaptureUnsupported;
  Guard Lock(all().Mutex);
  if (On.Captured)
    return Status::IllegalState;
  for (const Dependency &Each : Behind)
    if (!Into || !Each.On || &Each.On->graph() != Into.get())
      return Status::InvalidValue;
  bool IsOwnGraph = !Into;
  if (IsOwnGraph)
    Into = Graph::make();
  std::shared_ptr<Capture> New(new Capture{all().NextId++,
                                           Mode,
                                           std::this_thread::get_id(),
                                           std::move(Into),
                                           IsOwnGraph,
                                           &On,
                                           Capture::State::Active,
                                           {}});
  New->Streams.push_back(On.shared_from_this());
  On.Captured = std::make_unique<StreamCapture>();
  On.Captured->In = New;
  addMissing(On.Captured->Next, Behind);
  all().Open.push_back(std::move(New));
  OpenCount.fetch_add(1, std::memory_order_relaxed);
  return Status::Success;
}

/// Takes all streams out of a capture; returns its graph.
static std::shared_ptr<Graph> close(Capture &Old) {
  Old.Now = Capture::State::Ended;
  for (const std::shared_ptr<Stream> &Each : Old.Streams)
    Each->Captured.reset();
  Old.Streams.clear();
  auto IsOld = [&](const std::shared_ptr<Capture> &Each) { return Each.get() == &Old; };
  auto Found = std::find_if(all().Open.begin(), all().Open.end(), IsOld);
  if (Found != all().Open.end()) {
    all().Open.erase(Found);
    OpenCount.fetch_sub(1, std::memory_order_relaxed);
  }
  return std::move(Old.Into);
}

/// Whether everything that other streams have captured comes before what the origin would do next.
static bool isJoined(const Capture &In) {
  std::vector<Dependency> &End = In.Origin->Captured->Next;
  for (const std::shared_ptr<Stream> &Each : In.Streams)
    for (const Dependency &Open : Each->Captured->Next)
      if (std::none_of(End.begin(), End.end(),
                       [&](const Dependency &Last) { return Graph::isBehind(*Last.On, *Open.On); }))
        return false;
  return true;
}

Status endCapture(Stream &On, std::shared_ptr<Graph> &Result) {
  Result.reset();
  Guard Lock(all().Mutex);
  if (!On.Captured)
    return Status::IllegalState;
  std::shared_ptr<Capture> In = On.Captured->In;
  if (In->Origin != &On)
    return invalidate(*In, Status::CaptureUnmatched);
  if (In->Mode != CaptureMode::Relaxed && In->Thread != std::this_thread::get_id())
    return Status::CaptureWrongThread;
  Status Ended = In->Now == Capture::State::Invalidated ? Status::CaptureInvalidated
                 : isJoined(*In)                        ? Status::Success
                                                        : Status::CaptureUnjoined;
  std::shared_ptr<Graph> Into = close(*In);
  if (Ended != Status::Success && In->IsOwnGraph)
    Runtime::get().Graphs.remove(Into.get());
  if (Ended == Status::Success)
    Result = std::move(Into);
  return Ended;
}

/// Ends a capture that nobody can end any more.
static void abandon(const std::shared_ptr<Capture> &Old) {
  std::shared_ptr<Graph> Into = close(*Old);
  if (Old->IsOwnGraph)
    Runtime::get().Graphs.remove(Into.get());
}

void abandonCapture(Stream &On) {
  if (!isAnyOpen())
    return;
  Guard Lock(all().Mutex);
  std::shared_ptr<Capture> In = On.Captured ? On.Captured->In : nullptr;
  if (In && In->Origin == &On)
    abandon(In);
}

void abandonCaptures(Device &On) {
  if (!isAnyOpen())
    return;
  Guard Lock(all().Mutex);
  std::vector<std::shared_ptr<Capture>> Open = all().Open;
  for (const std::shared_ptr<Capture> &Each : Open)
    if (std::any_of(Each->Streams.begin(), Each->Streams.end(),
                    [&](const auto &Captured) { return &Captured->device() == &On; }))
      abandon(Each);
}

Status captureInfo(Stream &On, CaptureInfo &Result) {
  Result = CaptureInfo();
  if (!isAnyOpen())
    return Status::Success;
  Guard Lock(all().Mutex);
  if (On.kind() == StreamKind::Legacy)
    return meetsLegacyStream(On.device(), /*Invalidates=*/false) ? Status::CaptureImplicit : Status::Success;
  StreamCapture *Mine = On.Captured.get();
  if (!Mine)
    return Status::Success;
  Mine->Told.clear();
  Mine->ToldKinds.clear();
  for (const Dependency &Each : Mine->Next) {
    Mine->Told.push_back(Each.On);
    Mine->ToldKinds.push_back(Each.Kind);
  }
  Result = {Mine->In->Now,     Mine->In->Id,           Mine->In->Into.get(),
            Mine->Told.data(), Mine->ToldKinds.data(), Mine->Told.size()};
  return Status::Success;
}

Status updateDependencies(Stream &On, const std::vector<Dependency> &Nodes, bool Replaces) {
  Guard Lock(all().Mutex);
  StreamCapture *Mine = On.Captured.get();
  if (!Mine)
    return Status::IllegalState;
  if (Mine->In->Now != Capture::State::Active)
    return Status::CaptureInvalidated;
  for (const Dependency &Each : Nodes)
    if (!Each.On || &Each.On->graph() != Mine->In->Into.get())
      return Status::InvalidValue;
  if (Replaces)
    Mine->Next.clear();
  addMissing(Mine->Next, Nodes);
  return Status::Success;
}

} // namespace lorcha::runtime
