// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instantiation and launch.
#include "core/ExecutableGraph.h"
#include "core/Capture.h"
#include "core/Device.h"
#include "core/Runtime.h"
#include "core/Timeline.h"
#include <algorithm>
#include <thread>
#include <unordered_set>

namespace lorcha::runtime {

ExecutableGraph::Shape::Shape(const Graph &Of) {
  std::unordered_map<const GraphNode *, uint32_t> Index;
  for (const std::shared_ptr<GraphNode> &Each : Of.nodes())
    Index.emplace(Each.get(), static_cast<uint32_t>(Index.size()));
  Nodes.reserve(Of.nodes().size());
  for (const std::shared_ptr<GraphNode> &Each : Of.nodes()) {
    Node Mine = {Each->id(), Each->kind(), {}, {}};
    for (const GraphEdge &Edge : Each->dependencies())
      Mine.Before.push_back(Index[Edge.Other]);
    std::sort(Mine.Before.begin(), Mine.Before.end());
    for (const std::shared_ptr<Graph> &Inner : Each->Inner)
      Mine.Inner.emplace_back(*Inner);
    Nodes.push_back(std::move(Mine));
  }
}

/// Device code may launch graphs of kernels, copies and fills, all on the one device.
static Status checkForDevice(const Graph &From, Device *&Only, ExecutableGraph::Fault &Why) {
  for (const std::shared_ptr<GraphNode> &Each : From.nodes()) {
    Device *On = deviceOf(*Each->work());
    Only = Only ? Only : On;
    bool IsSame = !On || On == Only;
    NodeKind Kind = Each->kind();
    if (!IsSame || (On && !On->facts().KernelsLaunch) ||
        (Kind != NodeKind::Kernel && Kind != NodeKind::Copy && Kind != NodeKind::Fill &&
         Kind != NodeKind::Child)) {
      Why = {IsSame ? GraphFault::UnsupportedNode : GraphFault::SeveralDevices, Each.get()};
      return Status::NotSupported;
    }
    for (const std::shared_ptr<Graph> &Inner : Each->Inner)
      if (Status Result = checkForDevice(*Inner, Only, Why); Result != Status::Success)
        return Result;
  }
  return Status::Success;
}

Status ExecutableGraph::make(Graph &From, const Options &How, std::shared_ptr<ExecutableGraph> &Result,
                             Fault &Why) {
  Device *Only = nullptr;
  if (Status Result = How.IsForDevice ? checkForDevice(From, Only, Why) : Status::Success;
      Result != Status::Success)
    return Result;
  bool HasMemory = From.hasMemoryNodes();
  if (HasMemory && !From.Instance.expired())
    return Status::InvalidValue;
  std::shared_ptr<ExecutableGraph> New(new ExecutableGraph);
  New->How = How;
  New->Program = std::make_shared<GraphProgram>();
  Status Built = New->Program->build(From, New->Places, Why.What, Why.Where);
  if (Built != Status::Success)
    return Built;
  New->Origin = std::make_unique<Shape>(From);
  New->State = std::make_shared<GraphRunState>(New->Program->Sections.size());
  New->UserObjects.add(From.UserObjects);
  if (HasMemory)
    From.Instance = New;
  Runtime::get().ExecutableGraphs.add(New);
  Result = std::move(New);
  return Status::Success;
}

/// A launch as an operation. What it needs lives as long as it.
class ExecutableGraph::LaunchOperation final : public Operation {
public:
  LaunchOperation(ExecutableGraph &Owner, Stream &On)
      : Program(Owner.Program), State(Owner.State), Owner(Owner.shared_from_this()), On(On) {}

  Status run() override {
    GraphScope Scope(*Owner, On);
    timeline::Record *Mark = isTraced() ? timeline::begin(timeline::Kind::Graph, 0) : nullptr;
    while (Owner->IsRunning.exchange(true, std::memory_order_acquire))
      std::this_thread::yield(); // device code has launched it
    Status Result = GraphRun(*Program, Scope, *State, Recordings).run();
    Owner->IsRunning.store(false, std::memory_order_release);
    if (Result == Status::Success)
      Result = Scope.runTails();
    timeline::end(Mark);
    if (!IsOfHost || Result != Status::Success)
      return Result;
    BackendQueue *Queue = On.queue(Result);
    return Queue ? Queue->finish() : Result;
  }

  std::vector<StepRecording> Recordings;

private:
  std::shared_ptr<const GraphProgram> Program;
  std::shared_ptr<GraphRunState> State;
  std::shared_ptr<ExecutableGraph> Owner; ///< for the objects of the program that it keeps alive
  Stream &On;
};

void ExecutableGraph::addEvents(LaunchOperation &Work) const {
  const GraphSection &Section = Program->Sections.front();
  for (uint32_t I = 0; I < Section.Steps.size(); ++I) {
    if (!Section.Steps[I].IsEnabled)
      continue;
    if (const auto *Wait = std::get_if<WaitWork>(Section.Steps[I].Work.get()))
      if (std::shared_ptr<Event::Recording> Last = Wait->Mark->last(); Last && !Last->isReached())
        Work.After.push_back(Last->Place);
    if (const auto *Record = std::get_if<RecordWork>(Section.Steps[I].Work.get()))
      Work.Recordings.push_back({I, Record->Mark, Record->Mark->expect()});
  }
}

bool ExecutableGraph::uses(const Device &On) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Program->uses(On);
}

/// The lives of allocations change when the launch is put in, as with every stream-ordered allocation.
Status ExecutableGraph::takeMemory() {
  std::vector<GraphAllocation *> Made, Freed;
  std::unordered_set<const GraphAllocation *> Own;
  for (const GraphStep &Each : Program->Sections.front().Steps) {
    if (const auto *Work = std::get_if<AllocateWork>(Each.Work.get())) {
      Made.push_back(Work->Memory.get());
      Own.insert(Work->Memory.get());
    } else if (const auto *Release = std::get_if<ReleaseWork>(Each.Work.get())) {
      Freed.push_back(Release->Memory.get());
    }
  }
  for (GraphAllocation *Each : Made)
    if (How.FreesOnLaunch)
      Each->endLife();
    else if (Each->isAlive())
      return Status::InvalidValue;
  for (GraphAllocation *Each : Freed)
    if (!Own.count(Each) && !Each->isAlive())
      return Status::InvalidValue;
  for (GraphAllocation *Each : Made)
    Each->beginLife();
  for (GraphAllocation *Each : Freed)
    Each->endLife();
  return Status::Success;
}

std::vector<Marker> ExecutableGraph::earlierUses(const Stream &On) const {
  std::vector<Marker> Result;
  auto Add = [&](const Marker &Place) {
    if (Place.On && Place.On.get() != &On && !Place.isReached())
      Result.push_back(Place);
  };
  Add(Last);
  for (const std::shared_ptr<ConditionalValue> &Each : Program->Values) {
    std::lock_guard<std::mutex> Lock(Each->Mutex);
    Add(Each->LastUse);
  }
  return Result;
}

void ExecutableGraph::noteUse(const Marker &Place) {
  Last = Place;
  for (const std::shared_ptr<ConditionalValue> &Each : Program->Values) {
    std::lock_guard<std::mutex> Lock(Each->Mutex);
    Each->LastUse = Place;
  }
}

Status ExecutableGraph::launch(Stream &On) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  std::lock_guard<std::mutex> Lock(Mutex);
  if (IsCaptured)
    return captureProgram(On, *Program);
  if (Program->HasMemory)
    if (Status Taken = takeMemory(); Taken != Status::Success)
      return Taken;
  upload();
  auto Work = std::make_unique<LaunchOperation>(*this, On);
  Work->IsOfHost = On.device().facts().Asynchronous && Program->needsHost(On.device());
  Work->After = earlierUses(On);
  if (Program->HasEvents)
    addEvents(*Work);
  std::vector<StepRecording> Recordings = Work->Recordings;
  Status Result = Status::Success;
  Marker Place = On.enqueue(std::move(Work), RunHere::No, &Result);
  for (StepRecording &Each : Recordings)
    Each.Mark->set(std::move(Each.Made), Place);
  noteUse(Place);
  return Result;
}

Status ExecutableGraph::runInside(GraphScope &Scope) {
  std::shared_ptr<const GraphProgram> Steps;
  std::shared_ptr<GraphRunState> Kept;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Steps = Program;
    Kept = State;
  }
  if (IsRunning.exchange(true, std::memory_order_acquire))
    return Status::InvalidValue;
  Status Result = GraphRun(*Steps, Scope, *Kept, {}).run();
  IsRunning.store(false, std::memory_order_release);
  Scope.stream().device().fail(Result);
  return Result;
}

} // namespace lorcha::runtime
