// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a host thread needs to run blocks: shared memory, storage of static shared variables, fibers, and the
// way out of a launch that failed. lorcha::BlockMemory, which translated code only passes on, is this.
#ifndef LORCHA_CPU_WORKER_H
#define LORCHA_CPU_WORKER_H

#include "backends/cpu/FiberGroup.h"
#include "core/Status.h"
#include "lorcha/kernel.h"
#include <atomic>
#include <csetjmp>
#include <memory>
#include <string>
#include <vector>

namespace lorcha::runtime {
class GridScope;
}

namespace lorcha::runtime::cpu {
class DeviceHeap;
class GridBlock;

/// One launch under way. Shared by the workers that run its blocks.
struct LaunchState {
  const KernelDescriptor *Kernel;
  Block First; ///< all but blockIdx and Memory
  void *const *Args;
  GridScope *Scope;    ///< for what device code launches
  uint64_t BlockCount; ///< of blocks as they are run
  bool IsCooperative;
  unsigned Joined, Columns; ///< see BlockRange
  std::atomic<uint64_t> NextBlock{0};
  std::atomic<Status> Failure{Status::Success};

  bool hasFailed() const { return Failure.load(std::memory_order_relaxed) != Status::Success; }
  /// Remembers the first failure; false if there was one before.
  bool fail(Status Value) {
    Status Expected = Status::Success;
    return Failure.compare_exchange_strong(Expected, Value);
  }
};

} // namespace lorcha::runtime::cpu

namespace lorcha {

/// Used by one host thread at a time; kept by the device between launches.
class BlockMemory {
public:
  /// Gets ready for a launch with that much dynamic shared memory.
  void prepare(size_t SharedBytes, size_t StackBytes);

  /// Runs the blocks [Begin, End) of the launch. Returns early if the launch fails.
  void runBlocks(runtime::cpu::LaunchState &Launch, uint64_t Begin, uint64_t End);

  /// Runs one block's threads as fibers, on behalf of the block that runs now.
  void runFibers(const Block &Running, runtime::cpu::FiberGroup::EntryFunction Entry, void *Closure);

  /// Lets other blocks run while the thread of a loop that runs now waits for them. Leaves a failed launch.
  void letOthersRunInLoop();

  void *storage(const void *Key, size_t Bytes, size_t Alignment);

  runtime::cpu::FiberGroup &fibers() { return Fibers; }
  const runtime::cpu::LaunchState *launch() const { return Launch; }
  /// The block that runs now. Only inside runBlocks.
  const Block &block() const { return Range.First; }

  /// Makes the launch fail, after the line Text (unless empty) if this is its first failure. The block runs
  /// on.
  void failLaunch(runtime::Status Failure, const std::string &Text);
  /// Leaves the running block of a failed launch. Called by device code on this worker, with no object on the
  /// stack that owns anything: destructors do not run.
  [[noreturn]] void abandonBlock();

  /// For launches whose blocks wait for each other: how the running block steps aside. Null otherwise.
  runtime::cpu::GridBlock *Grid = nullptr;
  /// That of the device; set before blocks are run.
  runtime::cpu::DeviceHeap *Heap = nullptr;

  /// The worker that this host thread is; null outside of kernels.
  static BlockMemory *current();
  static void setCurrent(BlockMemory *Worker);

private:
  struct FreeAligned {
    void operator()(void *Memory) const;
  };
  using AlignedBytes = std::unique_ptr<void, FreeAligned>;
  struct Variable {
    const void *Key;
    AlignedBytes Memory;
  };
  bool letOthersRun();
  void runGuarded(BlockRange &Blocks, void *const *Args);
  [[noreturn]] void leave();

  AlignedBytes Shared;
  size_t SharedBytes = 0;
  std::vector<Variable> Variables; ///< few; looked up from the front
  runtime::cpu::FiberGroup Fibers;
  runtime::cpu::LaunchState *Launch = nullptr;
  BlockRange Range{};
  std::jmp_buf Escape; ///< out of the block that runs now, on the stack that runs it
};

} // namespace lorcha

#endif
