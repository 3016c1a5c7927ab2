// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of translated kernels: lorcha/block.h and lorcha/cpu_sync.h.
#include "backends/cpu/FiberSwitch.h"
#include "backends/cpu/Grid.h"
#include "backends/cpu/Worker.h"
#include "core/Log.h"
#include "lorcha/cpu_sync.h"
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace lorcha;
using namespace lorcha::runtime;
using namespace lorcha::runtime::cpu;

/// Tells the calls of an entry point apart.
#define LORCHA_CALL_SITE reinterpret_cast<uintptr_t>(__builtin_return_address(0))

/// The fibers of the running block. Ends the program if there are none: in a thread loop the other threads of
/// the block have already run or have not begun, so there is no one to wait for and no right way to go on.
static FiberGroup &activeFibers(const char *What) {
  BlockMemory *Worker = BlockMemory::current();
  if (Worker && Worker->fibers().isActive())
    return Worker->fibers();
  if (Worker)
    say("kernel '{}' reached {}, but its threads run as a loop and cannot wait for each other; this is a bug "
        "of the "
        "translator",
        Worker->launch()->Kernel->Info->Name, What);
  else
    say("{} was reached outside of a kernel", What);
  std::abort();
}

void lorcha::lorchaRunFibers(const Block &Running, void (*Entry)(const Thread &, void *), void *Closure) {
  Running.Memory->runFibers(Running, Entry, Closure);
}

void *lorcha::lorchaBlockStorage(BlockMemory *Memory, const void *Key, size_t Bytes, size_t Alignment) {
  return Memory->storage(Key, Bytes, Alignment);
}

void lorchaBlockBarrier() {
  unsigned Threads;
  activeFibers("a block barrier").blockBarrier(false, &Threads);
}

int lorchaBlockBarrierCount(int Predicate) {
  unsigned Threads;
  return static_cast<int>(activeFibers("a block barrier").blockBarrier(Predicate != 0, &Threads));
}

int lorchaBlockBarrierAnd(int Predicate) {
  unsigned Threads;
  return activeFibers("a block barrier").blockBarrier(Predicate != 0, &Threads) == Threads;
}

int lorchaBlockBarrierOr(int Predicate) {
  unsigned Threads;
  return activeFibers("a block barrier").blockBarrier(Predicate != 0, &Threads) != 0;
}

const void *lorchaWarpExchange(uint32_t Mask, const void *Value, uint32_t Bytes, uint32_t *Present) {
  const Exchange &Result = activeFibers("a warp operation").exchange(Mask, Value, Bytes, LORCHA_CALL_SITE);
  *Present = Result.Arrived;
  return Result.Slots.get();
}

const void *lorchaWarpExchangeAt(uintptr_t Site, const void *Value, uint32_t Bytes, uint32_t *Present) {
  const Exchange &Result = activeFibers("a warp operation").exchange(0, Value, Bytes, Site);
  *Present = Result.Arrived;
  return Result.Slots.get();
}

void lorchaWarpBarrier(uint32_t Mask) {
  activeFibers("a warp barrier").exchange(Mask, nullptr, 0, LORCHA_CALL_SITE);
}

uint32_t lorchaWarpActiveMask() {
  return activeFibers("a warp operation").exchange(0, nullptr, 0, LORCHA_CALL_SITE).Arrived;
}

void lorchaWarpTogether(uint32_t Mask, void *Given, void (*Work)(void *const *, uint32_t)) {
  Exchange &Met = activeFibers("a warp operation").exchange(Mask, &Given, sizeof(Given), LORCHA_CALL_SITE);
  if (Met.IsDone)
    return;
  Met.IsDone = true;
  Work(reinterpret_cast<void *const *>(Met.Slots.get()), Met.Arrived);
}

void lorchaWaitForChange(const uint32_t *Word, uint32_t Old, int IsForOthers) {
  while (__atomic_load_n(Word, __ATOMIC_ACQUIRE) == Old)
    if (BlockMemory::current())
      activeFibers("a wait for memory").waitForChange(Word, Old, IsForOthers != 0);
    else
      std::this_thread::yield(); // a thread of the host
}

void lorchaLetOthersRun(int IsForOthers) {
  BlockMemory *Worker = BlockMemory::current();
  if (Worker && Worker->fibers().isActive())
    Worker->fibers().waitForChange(nullptr, 0, IsForOthers != 0);
  else if (Worker && IsForOthers)
    Worker->letOthersRunInLoop();
  else
    std::this_thread::yield();
}

const void *lorchaPartExchange(unsigned First, unsigned Count, const void *Value, uint32_t Bytes,
                               const unsigned char **Present) {
  return activeFibers("an operation of a tile").partExchange(First, Count, Value, Bytes, Present);
}

uint32_t lorchaWarpLiveMask() { return activeFibers("a warp operation").liveLanes(); }

int lorchaGridIsCooperative() {
  BlockMemory *Worker = BlockMemory::current();
  return Worker && Worker->launch()->IsCooperative;
}

/// Ends the launch where blocks cannot wait for each other.
static void requireCooperative(BlockMemory &Worker) {
  if (Worker.launch()->IsCooperative)
    return;
  Worker.failLaunch(Status::LaunchFailure,
                    fmt::format("kernel '{}' reached a grid barrier, but was not launched as cooperative",
                                Worker.launch()->Kernel->Info->Name));
  Worker.abandonBlock();
}

void lorchaGridBarrier() {
  FiberGroup &Fibers = activeFibers("a grid barrier");
  requireCooperative(*BlockMemory::current());
  Fibers.gridBarrier();
}

void lorcha::lorchaGridBarrierOfBlock() {
  BlockMemory *Worker = BlockMemory::current();
  requireCooperative(*Worker);
  if (!Worker->Grid->waitForGrid())
    Worker->abandonBlock();
}

static void printAssert(const BlockMemory &Worker, const char *Expression, const char *File, unsigned Line,
                        const char *Function) {
  const uint3 &In = Worker.block().blockIdx;
  std::string Where = "?,?,?"; // a thread loop that did not need to know which thread runs
  if (lorchaCurrentThread) {
    const uint3 &At = lorchaCurrentThread->threadIdx;
    Where = fmt::format("{},{},{}", At.x, At.y, At.z);
  }
  std::fprintf(stderr, "%s:%u: %s: block: [%u,%u,%u], thread: [%s] Assertion `%s` failed.\n", File, Line,
               Function, In.x, In.y, In.z, Where.c_str(), Expression);
}

void lorchaDeviceAssert(const char *Expression, const char *File, unsigned Line, const char *Function) {
  BlockMemory *Worker = BlockMemory::current();
  if (!Worker) {
    std::fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", File, Line, Function, Expression);
    std::abort();
  }
  printAssert(*Worker, Expression, File, Line, Function);
  Worker->failLaunch(Status::DeviceAssert, {});
  Worker->abandonBlock();
}

void lorchaDeviceTrap() {
  BlockMemory *Worker = BlockMemory::current();
  if (!Worker)
    std::abort();
  const uint3 &In = Worker->block().blockIdx;
  Worker->failLaunch(Status::LaunchFailure,
                     fmt::format("kernel '{}' reached a trap in block [{},{},{}]",
                                 Worker->launch()->Kernel->Info->Name, In.x, In.y, In.z));
  Worker->abandonBlock();
}
