// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Running ranges of blocks and leaving them when device code fails. A failed block is left by longjmp: its
// frames may be noexcept or without unwind information, and a GPU runs no destructors after a trap either.
#include "backends/cpu/Worker.h"
#include "backends/cpu/Faults.h"
#include "backends/cpu/Grid.h"
#include "core/DeviceLaunch.h"
#include "core/Log.h"
#include <cstdlib>
#include <new>
#include <thread>

using namespace lorcha;
using namespace lorcha::runtime;
using namespace lorcha::runtime::cpu;

namespace lorcha {
extern "C" {
__thread const Thread *lorchaCurrentThread = nullptr;
}
} // namespace lorcha
// Signal handlers read it, so it must not be made when it is used first.
static thread_local BlockMemory *CurrentWorker __attribute__((tls_model("initial-exec"))) = nullptr;

/// Noinline, so that nobody keeps the address of the thread-local variable across a switch of contexts.
__attribute__((noinline)) BlockMemory *BlockMemory::current() { return CurrentWorker; }
__attribute__((noinline)) void BlockMemory::setCurrent(BlockMemory *Worker) {
  CurrentWorker = Worker;
  setCurrentGrid(Worker ? Worker->Launch->Scope : nullptr);
}

static constexpr size_t SharedAlignment = 128;

void BlockMemory::FreeAligned::operator()(void *Memory) const { std::free(Memory); }

static void *allocateAligned(size_t Bytes, size_t Alignment) {
  Alignment = Alignment < sizeof(void *) ? sizeof(void *) : Alignment;
  void *Memory = nullptr;
  if (posix_memalign(&Memory, Alignment, Bytes ? Bytes : 1) != 0)
    throw std::bad_alloc();
  return Memory;
}

void BlockMemory::prepare(size_t NewSharedBytes, size_t StackBytes) {
  if (NewSharedBytes != SharedBytes) { // exact, so that memory checkers see accesses beyond the end
    Shared.reset();
    SharedBytes = 0;
    if (NewSharedBytes)
      Shared.reset(allocateAligned(NewSharedBytes, SharedAlignment));
    SharedBytes = NewSharedBytes;
  }
  Variables.clear();
  Fibers.setStackBytes(StackBytes);
}

void *BlockMemory::storage(const void *Key, size_t Bytes, size_t Alignment) {
  for (const Variable &Each : Variables)
    if (Each.Key == Key)
      return Each.Memory.get();
  Variables.push_back({Key, AlignedBytes(allocateAligned(Bytes, Alignment))});
  return Variables.back().Memory.get();
}

void BlockMemory::runBlocks(LaunchState &NewLaunch, uint64_t Begin, uint64_t End) {
  prepareForFaults();
  /// Device code may leave by an exception, too.
  struct Running {
    BlockMemory &Mine, *const Outer = current();
    Running(BlockMemory &Mine, LaunchState &NewLaunch) : Mine(Mine) {
      Mine.Launch = &NewLaunch;
      setCurrent(&Mine);
    }
    ~Running() {
      lorchaCurrentThread = nullptr;
      Mine.Launch = nullptr;
      setCurrent(Outer);
    }
  } Now(*this, NewLaunch);
  Range.First.gridDim = NewLaunch.First.gridDim;
  Range.First.blockDim = NewLaunch.First.blockDim;
  Range.First.DynamicShared = Shared.get();
  Range.First.DynamicSharedBytes = SharedBytes;
  Range.First.Memory = this;
  Range.First.LaunchedSizeX = NewLaunch.First.blockDim.x;
  Range.Joined = NewLaunch.Joined;
  Range.Columns = NewLaunch.Columns;
  Range.Begin = Begin;
  Range.End = End;
  Range.IsUnderWay = false;
  if (!NewLaunch.hasFailed())
    runGuarded(Range, NewLaunch.Args);
}

/// Where in a page the stack of blocks begins. They fill arrays on the stack from data that begin at
/// multiples of a kibibyte more often than not, and processors let a load wait for an earlier store whose
/// address has the same twelve last bits. Arrays that lie a little behind such a multiple take a batch of
/// matrix products twice the time (Zen 4): these lie before one.
static constexpr size_t StackPlace = 1664, PageBytes = 4096;

__attribute__((noinline)) void BlockMemory::runGuarded(BlockRange &Blocks, void *const *Args) {
  const auto Here = reinterpret_cast<uintptr_t>(__builtin_alloca(16));
  void *Moved = __builtin_alloca((Here - StackPlace) % PageBytes);
  asm volatile("" ::"r"(Moved)); // it is used
  if (_setjmp(Escape) == 0)
    Launch->Kernel->Run(Blocks, Args);
}

void BlockMemory::leave() {
  lorchaCurrentThread = nullptr;
  std::longjmp(Escape, 1);
}

void BlockMemory::failLaunch(Status Failure, const std::string &Text) {
  if (Launch->fail(Failure) && !Text.empty())
    tell(LogLevel::Error, Text);
}

void BlockMemory::abandonBlock() {
  if (Fibers.isActive())
    Fibers.abandon();
  leave();
}

/// While threads of the block wait for other blocks. False if the launch has failed, so that nobody will
/// come.
bool BlockMemory::letOthersRun() {
  if (Grid)
    Grid->stepAside();
  else
    std::this_thread::yield();
  return !Launch->hasFailed();
}

void BlockMemory::letOthersRunInLoop() {
  const Thread *const Mine = lorchaCurrentThread;
  if (!letOthersRun())
    leave();
  lorchaCurrentThread = Mine;
}

void BlockMemory::runFibers(const Block &Running, FiberGroup::EntryFunction Entry, void *Closure) {
  FiberGroup::Outcome Result = Fibers.run(Running, Entry, Closure);
  for (;;) {
    if (Result == FiberGroup::Outcome::AtGrid && Grid && Grid->waitForGrid())
      Result = Fibers.resume();
    else if (Result == FiberGroup::Outcome::Waiting && letOthersRun())
      Result = Fibers.retry();
    else
      break;
  }
  if (Result == FiberGroup::Outcome::Finished) {
    if (Launch->hasFailed())
      leave(); // another block failed: start no more
    return;
  }
  if (Result == FiberGroup::Outcome::Stuck && Launch->fail(Status::LaunchFailure)) {
    const uint3 &At = Running.blockIdx;
    say("kernel '{}': block [{},{},{}] is stuck: {}; the launch is abandoned", Launch->Kernel->Info->Name,
        At.x, At.y, At.z, Fibers.describeWaits());
  }
  Fibers.discard();
  leave();
}
