// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rounds of a cooperative launch: every host thread runs each of its blocks as far as the grid barrier,
// then the host threads meet. Blocks that wait for each other's writes take turns until then. In other
// launches with such blocks each host thread begins another one when those that it has do not get on.
#include "backends/cpu/Grid.h"
#include <algorithm>
#include <thread>

namespace lorcha::runtime::cpu {

/// Room for a kernel whose threads run as loops on the block's own stack, which holds what they leave in
/// their variables from loop to loop. Touched when it is used first.
static constexpr size_t BlockStackBytes = 4 << 20;

void HostBarrier::release() {
  Arrived = 0;
  ++Generation;
  Changed.notify_all();
}

void HostBarrier::arriveAndWait() {
  std::unique_lock<std::mutex> Lock(Mutex);
  uint64_t Mine = Generation;
  if (++Arrived == Members) {
    release();
    return;
  }
  Changed.wait(Lock, [&] { return Generation != Mine; });
}

void HostBarrier::leave() {
  std::lock_guard<std::mutex> Lock(Mutex);
  --Members;
  if (Members && Arrived == Members)
    release();
}

GridBlock::GridBlock(LaunchState &Launch, uint64_t Index, CpuDevice::Lease Worker)
    : Launch(Launch), Index(Index), Worker(std::move(Worker)), Stack(1, usableStackBytes(BlockStackBytes)) {
  this->Worker->Grid = this;
}

GridBlock::~GridBlock() {
  Worker->Grid = nullptr;
  BlockTrace.close();
}

LORCHA_NO_CALL_TRACE void GridBlock::jump(bool ToBlock, bool IsLast) {
  StackTrace &From = ToBlock ? HostTrace : BlockTrace, &To = ToBlock ? BlockTrace : HostTrace;
  announceSwitch(From, To, IsLast);
  OtherSide = contextOf(switchTo(OtherSide, this));
  confirmSwitch(From, To);
}

LORCHA_NO_CALL_TRACE void GridBlock::start(Arrival Came) {
  auto *Self = static_cast<GridBlock *>(dataOf(Came));
  Self->OtherSide = contextOf(Came);
  confirmSwitch(Self->BlockTrace, Self->HostTrace);
  Self->Worker->runBlocks(Self->Launch, Self->Index, Self->Index + 1);
  Self->IsFinished = true;
  Self->jump(/*ToBlock=*/false, /*IsLast=*/true);
}

void GridBlock::goOn() {
  HostTrace.openThread();
  if (!IsStarted) {
    IsStarted = true;
    OtherSide = makeContext(Stack.bottom(0) + Stack.stackBytes(), Stack.stackBytes(), &start);
    BlockTrace.open(Stack.bottom(0), Stack.stackBytes());
  } else {
    BlockMemory::setCurrent(&*Worker);
  }
  jump(/*ToBlock=*/true, /*IsLast=*/false);
  BlockMemory::setCurrent(nullptr);
}

void GridBlock::restart(uint64_t NewIndex) {
  BlockTrace.close();
  Index = NewIndex;
  IsStarted = IsFinished = false;
}

bool GridBlock::waitForGrid() {
  IsAtGrid = true;
  jump(/*ToBlock=*/false, /*IsLast=*/false);
  IsAtGrid = false;
  return !Launch.hasFailed();
}

/// Runs the blocks until each has ended or come to the grid barrier; blocks may wait for each other's writes.
static void runToGrid(std::vector<std::unique_ptr<GridBlock>> &Blocks) {
  for (const std::unique_ptr<GridBlock> &Each : Blocks)
    Each->goOn();
  auto StepsAside = [](const std::unique_ptr<GridBlock> &Each) {
    return !Each->isFinished() && !Each->isAtGrid();
  };
  while (std::any_of(Blocks.begin(), Blocks.end(), StepsAside)) {
    std::this_thread::yield();
    for (const std::unique_ptr<GridBlock> &Each : Blocks)
      if (StepsAside(Each))
        Each->goOn();
  }
}

Status CpuDevice::runCooperative(LaunchState &Launch, size_t SharedBytes) {
  auto HostThreads = static_cast<unsigned>(std::min<uint64_t>(Facts.ComputeUnits, Launch.BlockCount));
  // All memory is taken before anything runs: a block that cannot come would leave the others waiting.
  std::vector<std::vector<std::unique_ptr<GridBlock>>> Shares(HostThreads);
  for (uint64_t I = 0; I < Launch.BlockCount; ++I)
    Shares[I % HostThreads].push_back(std::make_unique<GridBlock>(Launch, I, Lease(*this, SharedBytes)));

  HostBarrier Barrier(HostThreads);
  auto Serve = [&](unsigned Share) {
    StayOn Here(Helpers.cores());
    std::vector<std::unique_ptr<GridBlock>> &Blocks = Shares[Share];
    for (;;) {
      runToGrid(Blocks);
      auto IsFinished = [](const std::unique_ptr<GridBlock> &Each) { return Each->isFinished(); };
      Blocks.erase(std::remove_if(Blocks.begin(), Blocks.end(), IsFinished), Blocks.end());
      if (Blocks.empty())
        break;
      Barrier.arriveAndWait();
    }
    Barrier.leave();
  };
  std::vector<std::thread> Others;
  for (unsigned I = 1; I < HostThreads; ++I)
    Others.emplace_back(Serve, I);
  Serve(0);
  for (std::thread &Each : Others)
    Each.join();
  return Launch.Failure.load();
}

namespace {
/// The blocks that a host thread has begun, and one that has ended, whose stack and memory the next one
/// takes.
class BegunBlocks {
public:
  bool areNone() const { return Alive.empty(); }

  template <class MakeT> void begin(uint64_t Index, MakeT Make) {
    if (Ended)
      Ended->restart(Index);
    else
      Ended = Make(Index);
    Alive.push_back(std::move(Ended));
  }
  /// Lets each of them go on. Whether one has ended.
  bool goOn() {
    for (std::unique_ptr<GridBlock> &Each : Alive) {
      Each->goOn();
      if (Each->isFinished())
        Ended = std::move(Each);
    }
    const size_t Before = Alive.size();
    Alive.erase(std::remove(Alive.begin(), Alive.end(), nullptr), Alive.end());
    return Alive.size() < Before;
  }

private:
  std::vector<std::unique_ptr<GridBlock>> Alive;
  std::unique_ptr<GridBlock> Ended;
};
} // namespace

/// Rounds through the blocks of a host thread, none of which ends, before it begins another block; half as
/// many before the next one.
static constexpr unsigned PatientRounds = 64;

Status CpuDevice::runWaiting(LaunchState &Launch, size_t SharedBytes) {
  auto Make = [&](uint64_t Index) {
    return std::make_unique<GridBlock>(Launch, Index, Lease(*this, SharedBytes));
  };
  auto Serve = [&](size_t) {
    BegunBlocks Mine;
    for (unsigned Rounds = 0, Patience = PatientRounds;;) {
      if (Mine.areNone() || Rounds >= Patience) {
        const uint64_t Next = Launch.hasFailed() ? Launch.BlockCount : Launch.NextBlock.fetch_add(1);
        if (Next < Launch.BlockCount)
          Mine.begin(Next, Make);
        else if (Mine.areNone())
          return;
        Rounds = 0;
        Patience = std::max(Patience / 2, 1u);
      }
      if (Mine.goOn()) {
        Rounds = 0;
        Patience = PatientRounds;
      } else if (++Rounds >= Patience) {
        std::this_thread::yield();
      }
    }
  };
  Launch.NextBlock.store(0, std::memory_order_relaxed);
  StayOn Here(Helpers.cores());
  Helpers.run(std::min<uint64_t>(Facts.ComputeUnits, Launch.BlockCount), Serve);
  return Launch.Failure.load();
}

} // namespace lorcha::runtime::cpu
