// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/DeviceLaunch.h"
#include "core/Device.h"
#include "core/ExecutableGraph.h"
#include "core/Runtime.h"
#include <thread>

namespace lorcha::runtime {

static thread_local GridScope *Current = nullptr;

GridScope *currentGrid() { return Current; }

void setCurrentGrid(GridScope *Grid) {
  static thread_local unsigned Outside = 0; // this thread's device when it does not run device code
  unsigned &Chosen = Runtime::thread().Device;
  if (!Current)
    Outside = Chosen;
  Current = Grid;
  Chosen = Grid ? Grid->device().ordinal() : Outside;
}

Status GraphScope::runTails() {
  std::vector<std::shared_ptr<ExecutableGraph>> Open;
  Tails.take(Open);
  while (!Open.empty()) {
    const std::shared_ptr<ExecutableGraph> Next = std::move(Open.back());
    Open.pop_back();
    GraphScope Inner(*Next, On);
    if (Status Result = Next->runInside(Inner); Result != Status::Success)
      return Result;
    Inner.Tails.take(Open);
  }
  return Status::Success;
}

/// Runs Body on a thread of its own: blocks keep what their threads have on the stack, and this one is a
/// fiber's. Nobody else is needed for it to end, however many kernels wait like this one.
template <class BodyT> static Status runApart(BodyT Body) {
  Status Result = Status::Success;
  std::thread([&] { Result = Body(); }).join();
  return Result;
}

Status launchFromKernel(KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args, LaunchTime When) {
  GridScope &Here = *currentGrid();
  LaunchRequest Request;
  Status Result = prepareLaunch(Here.device(), Kernel, Shape, Args, Request);
  if (Result != Status::Success)
    return Result;
  auto Launch = std::make_unique<const PreparedLaunch>(std::move(Request));
  if (When == LaunchTime::Behind) {
    Here.Tails.put(std::move(Launch));
    return Status::Success;
  }
  Result = runApart([&] { return Launch->run(Here.device(), nullptr, Here.graph()); });
  Here.device().fail(Result);
  return Result;
}

Status launchFromKernel(const std::shared_ptr<ExecutableGraph> &Graph, LaunchTime When) {
  GraphScope *Around = currentGrid()->graph();
  if (!Around || !Graph->isReadyForDevice())
    return Status::InvalidValue;
  if (When == LaunchTime::Behind) {
    Around->Tails.put(Graph);
    return Status::Success;
  }
  return runApart([&] {
    GraphScope Inner(*Graph, Around->stream());
    Status Result = Graph->runInside(Inner);
    return Result == Status::Success ? Inner.runTails() : Result;
  });
}

} // namespace lorcha::runtime
