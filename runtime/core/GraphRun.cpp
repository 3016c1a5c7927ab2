// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Steps, conditions, and steps that several threads share.
#include "core/GraphRun.h"
#include "core/Device.h"
#include "core/Log.h"
#include "core/Runtime.h"
#include "core/Spin.h"
#include <algorithm>
#include <condition_variable>

namespace lorcha::runtime {

/// A section that takes one thread no longer than this is not worth waking another.
static constexpr uint64_t AloneNanoseconds = 15000;
/// What it costs to share one step, about.
static constexpr uint64_t SharingNanoseconds = 200;
/// How long a thread that finds no step looks for one before it sleeps.
static constexpr uint64_t SpinNanoseconds = 10000;

Stream &GraphRunState::helper(Stream &Owner, unsigned Number) {
  std::lock_guard<std::mutex> Lock(Mutex);
  while (Helpers.size() <= Number || &Helpers[Number]->device() != &Owner.device()) {
    if (Helpers.size() > Number)
      Helpers.clear(); // launched on another device than before
    Helpers.push_back(Owner.device().makeStream(StreamKind::NonBlocking, Owner.priority()));
  }
  return *Helpers[Number];
}

/// The steps of a section that are ready, for all threads that run them. Helpers may come when all is done;
/// so it is held by shared_ptr and touches the run only for steps that it has.
class GraphRun::SharedSection : public std::enable_shared_from_this<SharedSection> {
public:
  SharedSection(GraphRun &Run, const GraphSection &Section)
      : Run(Run), Section(Section), Waits(Section.Steps.size()),
        Limit(Run.Target.facts().ComputeUnits > 1 ? Run.Target.facts().ComputeUnits - 1 : 0) {
    for (size_t I = Section.Steps.size(); I-- > 0;) {
      Waits[I] = Section.Steps[I].WaitsFor;
      if (!Waits[I])
        Ready.push_back(static_cast<uint32_t>(I));
    }
  }

  /// Runs steps until all are done.
  void serve() {
    std::unique_lock<std::mutex> Lock(Mutex);
    for (;;) {
      if (!Ready.empty())
        runOne(Lock);
      else if (Running)
        waitForChange(Lock);
      else
        return;
    }
  }

  Status result() const { return Result; }
  uint64_t spent() const { return Spent; }

private:
  void runOne(std::unique_lock<std::mutex> &Lock) {
    uint32_t Index = Ready.back();
    Ready.pop_back();
    ++Running;
    const GraphStep &Step = Section.Steps[Index];
    bool IsHost = kindOf(*Step.Work) == NodeKind::Host;
    Limit += IsHost; // it may sleep: its core is free
    unsigned First = Helping;
    while (Helping < Limit && Helping - First < Ready.size())
      ++Helping;
    unsigned Last = Helping;
    Lock.unlock();
    for (unsigned I = First; I < Last; ++I)
      Run.State.helper(Run.On, I).enqueue(makeOperation([Self = shared_from_this()] { Self->serve(); }));
    uint64_t Start = nowNanoseconds();
    Status Ended = Run.runStep(Step);
    uint64_t Took = nowNanoseconds() - Start;
    Lock.lock();
    Limit -= IsHost;
    --Running;
    Spent += Took;
    complete(Step, Ended);
  }

  void complete(const GraphStep &Step, Status Ended) {
    if (Ended != Status::Success && Result == Status::Success)
      Result = Ended;
    if (Result != Status::Success)
      Ready.clear();
    else
      for (uint32_t I = Step.NextCount; I-- > 0;)
        if (uint32_t Next = Section.Next[Step.FirstNext + I]; --Waits[Next] == 0)
          Ready.push_back(Next);
    Changes.fetch_add(1, std::memory_order_relaxed);
    if (Sleeping)
      Changed.notify_all();
  }

  void waitForChange(std::unique_lock<std::mutex> &Lock) {
    uint64_t Seen = Changes.load(std::memory_order_relaxed);
    auto HasChanged = [&] { return Changes.load(std::memory_order_relaxed) != Seen; };
    Lock.unlock();
    bool IsOver = spinUntil(SpinNanoseconds, HasChanged);
    Lock.lock();
    if (IsOver)
      return;
    ++Sleeping;
    Changed.wait(Lock, HasChanged);
    --Sleeping;
  }

  GraphRun &Run;
  const GraphSection &Section;
  std::atomic<uint64_t> Changes{0}; ///< steps that have ended; changes with Mutex held
  std::mutex Mutex;                 ///< guards what follows
  std::condition_variable Changed;
  std::vector<uint32_t> Waits; ///< by step: those before it that have not ended
  std::vector<uint32_t> Ready; ///< a stack: a thread goes on with what its last step made ready
  unsigned Running = 0, Sleeping = 0;
  unsigned Helping = 0, Limit; ///< threads besides the owner: called, and at most
  uint64_t Spent = 0;
  Status Result = Status::Success;
};

GraphRun::GraphRun(const GraphProgram &Program, GraphScope &Scope, GraphRunState &State,
                   const std::vector<StepRecording> &Recordings)
    : Program(Program), Scope(Scope), On(Scope.stream()), Target(On.device()), State(State),
      Recordings(Recordings) {}

Status GraphRun::run() {
  Status Result;
  Queue = On.queue(Result);
  if (Result == Status::Success && !Program.Defaults.empty())
    Result = writeDefaults();
  return Result == Status::Success ? runSection(0) : Result;
}

bool GraphRun::isWorthSharing(uint32_t Index) const {
  const GraphSection &Section = Program.Sections[Index];
  if (!Section.HasBranches || Target.facts().Asynchronous)
    return false;
  if (Section.HasHostSteps)
    return true;
  uint64_t Last = State.spent(Index).load(std::memory_order_relaxed);
  uint64_t Enough = AloneNanoseconds + Section.Steps.size() * SharingNanoseconds;
  return Target.facts().ComputeUnits > 1 && (!Last || Last > Enough);
}

Status GraphRun::runSection(uint32_t Index) {
  const GraphSection &Section = Program.Sections[Index];
  if (!isWorthSharing(Index)) {
    uint64_t Start = Section.HasBranches ? nowNanoseconds() : 0;
    Status Result = runInOrder(Section);
    if (Start)
      State.spent(Index).store(nowNanoseconds() - Start, std::memory_order_relaxed);
    return Result;
  }
  auto Shared = std::make_shared<SharedSection>(*this, Section);
  Shared->serve();
  State.spent(Index).store(Shared->spent(), std::memory_order_relaxed);
  return Shared->result();
}

Status GraphRun::runInOrder(const GraphSection &Section) {
  for (const GraphStep &Each : Section.Steps)
    if (Status Ended = runStep(Each); Ended != Status::Success)
      return Ended;
  return Status::Success;
}

Status GraphRun::finishQueue() { return Queue ? Queue->finish() : Status::Success; }

Status GraphRun::queueFor(const Device &Other, BackendQueue *&Result) {
  bool IsOwn = &Other == &Target;
  Result = IsOwn ? Queue : nullptr;
  return IsOwn ? Status::Success : finishQueue();
}

void GraphRun::record(const GraphStep &Step) {
  auto Index = static_cast<uint32_t>(&Step - Program.Sections.front().Steps.data());
  for (const StepRecording &Each : Recordings)
    if (Each.Step == Index)
      Event::reach(*Each.Made, On, Each.Mark->hasTiming(), /*IsLast=*/false, Each.Mark.get());
}

Status GraphRun::runStep(const GraphStep &Step) {
  if (!Step.IsEnabled || Target.failure() != Status::Success)
    return Status::Success; // a device that has failed takes no more work until it is reset
  BackendQueue *Where = nullptr;
  Status Result = Status::Success;
  switch (kindOf(*Step.Work)) {
  case NodeKind::Kernel: {
    const auto &Work = *std::get_if<KernelWork>(Step.Work.get());
    Result = queueFor(*Work.On, Where);
    return Result == Status::Success ? Work.Launch->run(*Work.On, Where, &Scope) : Result;
  }
  case NodeKind::Copy: {
    const auto &Work = *std::get_if<CopyWork>(Step.Work.get());
    if (Work.Box.isEmpty())
      return Status::Success;
    Result = Work.Plan.isBetween() ? finishQueue() : queueFor(*Work.On, Where);
    return Result == Status::Success ? runCopy(*Work.On, Where, Work.Plan) : Result;
  }
  case NodeKind::Fill: {
    const auto &Work = *std::get_if<FillWork>(Step.Work.get());
    if (!Work.Request.Width || !Work.Request.Height)
      return Status::Success;
    Result = queueFor(*Work.On, Where);
    return Result == Status::Success ? runFill(*Work.On, Where, Work.Request) : Result;
  }
  case NodeKind::Host: {
    const auto &Work = *std::get_if<HostWork>(Step.Work.get());
    Result = finishQueue();
    if (Result == Status::Success)
      Runtime::inHostFunction([&] { Work.Function(Work.Data); });
    return Result;
  }
  case NodeKind::Conditional:
    return runConditional(Step, *std::get_if<ConditionalWork>(Step.Work.get()));
  case NodeKind::Record:
    record(Step);
    return Status::Success;
  case NodeKind::Empty:
  case NodeKind::Child:
  case NodeKind::Wait:     // the launch has waited
  case NodeKind::Allocate: // decided when it was launched
  case NodeKind::Release:
    return Status::Success;
  }
  return Status::Success;
}

Status GraphRun::writeDefaults() {
  for (const std::shared_ptr<ConditionalValue> &Each : Program.Defaults) {
    BackendQueue *Where;
    Status Result = queueFor(*Each->On, Where);
    FillRequest Request = {
        Each->Place, sizeof(unsigned), sizeof(unsigned), sizeof(unsigned), 1, 1, Each->Default, 4};
    if (Result == Status::Success)
      Result = Each->On->backend().fill(Where, Request);
    if (Result != Status::Success)
      return Result;
  }
  return Status::Success;
}

Status GraphRun::readValue(const ConditionalValue &Value, unsigned &Result) {
  Status Finished = finishQueue();
  return Finished == Status::Success
             ? Value.On->backend().copy(nullptr, linearCopy(&Result, Value.Place, sizeof(Result)))
             : Finished;
}

Status GraphRun::runConditional(const GraphStep &Step, const ConditionalWork &Work) {
  unsigned Value = 0;
  Status Result = readValue(*Work.Value, Value);
  auto RunBody = [&](unsigned Number) {
    return Number < Step.BodyCount ? runSection(Program.Bodies[Step.FirstBody + Number]) : Status::Success;
  };
  if (Result != Status::Success)
    return Result;
  switch (Work.Kind) {
  case ConditionalKind::If:
    return RunBody(Value ? 0 : 1);
  case ConditionalKind::Switch:
    return RunBody(Value);
  case ConditionalKind::While:
    while (Result == Status::Success && Value && Target.failure() == Status::Success) {
      Result = RunBody(0);
      if (Result == Status::Success)
        Result = readValue(*Work.Value, Value);
    }
    return Result;
  }
  return Status::Success;
}

} // namespace lorcha::runtime
