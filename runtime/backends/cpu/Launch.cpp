// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Spreads the blocks of a launch over the device's workers. Blocks are handed out in rising order from one
// counter, so the lowest unfinished block is always being run: programs whose blocks wait for earlier blocks
// make progress.
#include "backends/cpu/Device.h"
#include "core/Log.h"
#include <algorithm>
#include <climits>
#include <new>

namespace lorcha::runtime::cpu {

/// A launch that one core finishes within this time is not worth waking others for.
static constexpr uint64_t AloneNanoseconds = 15000;
/// Work of one turn at the counter, at least.
static constexpr uint64_t TurnNanoseconds = 3000;
/// Turns per core, at most: enough to even out blocks of different cost.
static constexpr uint64_t TurnsPerCore = 16;
/// Free workers that are kept for each core.
static constexpr size_t KeptPerCore = 2;

/// Threads of a joined block with storage for each of them, whatever the kernel says: it is on the stack.
static constexpr uint64_t JoinedThreads = 2048;
/// Joined blocks per core, at least, to even out blocks of different cost.
static constexpr uint64_t JoinedPerCore = 16;
/// The same of kernels that go through memory in steps of the grid, which their long rows tell: their blocks
/// cost the same, and the longer the pieces of memory, the faster they come.
static constexpr uint64_t SteppingPerCore = 4, SteppingThreads = 4096;

/// Turns of blocks that run abreast per core, at least: they cost the same.
static constexpr uint64_t AbreastPerCore = 2;

/// Whether so many neighbouring blocks run abreast as can.
static bool mayRunAbreast(const LaunchRequest &Request, unsigned Cores) {
  const KernelInfo &Info = *Request.Kernel->Info;
  const dim3 &Grid = Request.Grid, &Block = Request.Block;
  const unsigned(&Usual)[3] = Info.UsualSize;
  return Block.x == Usual[0] && Block.y == Usual[1] && Block.z == Usual[2] && Grid.x > 1 &&
         !Request.Cooperative &&
         uint64_t(Grid.x) * Grid.y * Grid.z >= uint64_t(Cores) * AbreastPerCore * Info.Abreast;
}

/// How many neighbouring blocks to run as one.
static unsigned chooseJoined(const LaunchRequest &Request, unsigned Cores) {
  const KernelInfo &Info = *Request.Kernel->Info;
  const dim3 &Grid = Request.Grid, &Block = Request.Block;
  if (Info.Abreast > 1)
    return mayRunAbreast(Request, Cores) ? Info.Abreast : 1;
  // Sums of the kernel must not leave an int, where wider ones would see the difference.
  const bool MayJoin = Info.JoinsStart ? Block.y * Block.z == 1 : Request.SharedBytes == 0;
  if (!(Info.JoinedSize == AnyBlockSize || Info.JoinedSize == Block.x) || Request.Cooperative || !MayJoin ||
      uint64_t(Grid.x) * Block.x > INT_MAX)
    return 1;
  uint64_t Fitting = Info.JoinedRow / Block.x;
  if (Info.Form != KernelForm::ThreadLoop)
    Fitting = std::min(Fitting, std::max<uint64_t>(Info.JoinedRow, JoinedThreads) /
                                    (uint64_t(Block.x) * Block.y * Block.z));
  bool Steps = Info.Form != KernelForm::ThreadLoop && Info.JoinedRow >= SteppingThreads;
  uint64_t Sharable =
      uint64_t(Grid.x) * Grid.y * Grid.z / (Cores * (Steps ? SteppingPerCore : JoinedPerCore));
  uint64_t Joined = std::max<uint64_t>(std::min({Fitting, Sharable, uint64_t(Grid.x)}), 1);
  uint64_t Columns = (Grid.x + Joined - 1) / Joined;
  const uint64_t Alike = (Grid.x + Columns - 1) / Columns; // all of about the same size
  // An even number, so that joined blocks begin at even ones: tiles may then be twice as wide
  // (lorcha/tiles.h).
  return static_cast<unsigned>(Alike % 2 == 0 || Alike == 1 ? Alike
                               : Alike < Fitting            ? Alike + 1
                                                            : Alike - 1);
}

CpuDevice::Lease::Lease(CpuDevice &From, size_t SharedBytes) : From(From) {
  {
    std::lock_guard<std::mutex> Lock(From.Mutex);
    if (!From.Free.empty()) {
      Worker = std::move(From.Free.back());
      From.Free.pop_back();
    }
  }
  if (!Worker)
    Worker = std::make_unique<BlockMemory>();
  Worker->Heap = &From.Heap;
  Worker->prepare(SharedBytes, From.StackBytes.load(std::memory_order_relaxed));
}

CpuDevice::Lease::~Lease() {
  if (!Worker)
    return;
  std::lock_guard<std::mutex> Lock(From.Mutex);
  if (From.Free.size() < KeptPerCore * From.Facts.ComputeUnits)
    From.Free.push_back(std::move(Worker));
}

void CpuDevice::trim() {
  Middle.trim();
  Heap.clear();
  std::lock_guard<std::mutex> Lock(Mutex);
  Free.clear();
}

/// Runs the first blocks on the calling thread until it is known what a block costs, then either all of them
/// or, with the other cores, the rest.
Status CpuDevice::runSpread(LaunchState &Launch, size_t SharedBytes) {
  uint64_t Count = Launch.BlockCount, Done = 0, Spent = 0;
  if (Count == 1) { // nothing to measure, nothing to share
    Lease(*this, SharedBytes)->runBlocks(Launch, 0, 1);
    return Launch.Failure.load();
  }
  StayOn Here(Helpers.cores());
  {
    Lease Mine(*this, SharedBytes);
    uint64_t Start = nowNanoseconds(), Turn = Facts.ComputeUnits > 1 ? 1 : Count;
    while (Done < Count && !Launch.hasFailed()) {
      Mine->runBlocks(Launch, Done, Done + Turn);
      Done += Turn;
      Spent = nowNanoseconds() - Start;
      double Rest = double(Spent) / double(Done) * double(Count - Done);
      if (Rest > double(AloneNanoseconds))
        break;
      Turn = std::min(Done * 2, Count - Done);
    }
  }
  if (Done == Count || Launch.hasFailed())
    return Launch.Failure.load();

  uint64_t Cores = Facts.ComputeUnits, Rest = Count - Done;
  uint64_t Enough = TurnNanoseconds * Done / std::max<uint64_t>(Spent, 1) + 1;
  uint64_t Turn = std::max<uint64_t>(std::min(Enough, Rest / Cores), Rest / (Cores * TurnsPerCore));
  Turn = std::max<uint64_t>(Turn, 1);
  Launch.NextBlock.store(Done, std::memory_order_relaxed);
  auto Serve = [&](size_t) {
    if (Launch.NextBlock.load(std::memory_order_relaxed) >= Count || Launch.hasFailed())
      return;
    Lease Mine(*this, SharedBytes);
    for (;;) {
      uint64_t Begin = Launch.NextBlock.fetch_add(Turn, std::memory_order_relaxed);
      if (Begin >= Count || Launch.hasFailed())
        return;
      Mine->runBlocks(Launch, Begin, std::min(Begin + Turn, Count));
    }
  };
  Helpers.run(std::min(Cores, (Rest + Turn - 1) / Turn), Serve);
  return Launch.Failure.load();
}

Status CpuDevice::prepare(LaunchRequest &Request) {
  const KernelInfo &Info = *Request.Kernel->Info;
  if (!Info.Untranslated)
    return Status::Success;
  say("kernel '{}' cannot run: {}", Info.Name, Info.Untranslated);
  return Status::NotSupported;
}

Status CpuDevice::launch(BackendQueue *, const LaunchRequest &Request, GridScope &Grid) {
  LaunchState Launch{};
  Launch.Kernel = Request.Kernel;
  Launch.First.gridDim = Request.Grid;
  Launch.First.blockDim = Request.Block;
  Launch.Args = Request.Args;
  Launch.Scope = &Grid;
  Launch.Joined = chooseJoined(Request, Facts.ComputeUnits);
  Launch.Columns = (Request.Grid.x + Launch.Joined - 1) / Launch.Joined;
  Launch.BlockCount = uint64_t(Launch.Columns) * Request.Grid.y * Request.Grid.z;
  Launch.IsCooperative = Request.Cooperative;
  try {
    if (Request.Cooperative)
      return runCooperative(Launch, Request.SharedBytes);
    const bool Waits = Request.Kernel->Info->WaitsForBlocks && Launch.BlockCount > 1;
    return Waits ? runWaiting(Launch, Request.SharedBytes) : runSpread(Launch, Request.SharedBytes);
  } catch (const std::bad_alloc &) {
    say("kernel '{}': no memory for the threads of a block", Request.Kernel->Info->Name);
  } catch (const std::exception &Error) {
    say("kernel '{}' ended with an exception: {}", Request.Kernel->Info->Name, Error.what());
  } catch (...) {
    say("kernel '{}' ended with an exception", Request.Kernel->Info->Name);
  }
  return Status::LaunchFailure;
}

} // namespace lorcha::runtime::cpu
