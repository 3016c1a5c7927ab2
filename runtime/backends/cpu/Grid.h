// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches whose blocks wait for each other. Each host thread takes some of the blocks and runs each on a
// stack of its own; a block whose threads all wait at the grid barrier, or for what other blocks do to
// memory, steps aside. In cooperative launches all blocks are alive together, in others as many as it takes
// for one to go on.
#ifndef LORCHA_CPU_GRID_H
#define LORCHA_CPU_GRID_H

#include "backends/cpu/Context.h"
#include "backends/cpu/Device.h"
#include "backends/cpu/Sanitizers.h"
#include "backends/cpu/Stacks.h"
#include <condition_variable>
#include <mutex>

namespace lorcha::runtime::cpu {

/// A barrier between host threads that may leave it for good.
class HostBarrier {
public:
  explicit HostBarrier(unsigned Threads) : Members(Threads) {}
  void arriveAndWait();
  void leave();

private:
  void release();
  std::mutex Mutex;
  std::condition_variable Changed;
  unsigned Members, Arrived = 0;
  uint64_t Generation = 0;
};

/// One block of a cooperative launch. Used by one host thread.
class GridBlock {
public:
  GridBlock(LaunchState &Launch, uint64_t Index, CpuDevice::Lease Worker);
  ~GridBlock();
  GridBlock(const GridBlock &) = delete;

  /// Takes another block, when the one before is finished.
  void restart(uint64_t NewIndex);
  /// Runs the block until it ends, waits at the grid barrier or steps aside. Called on the host thread's own
  /// stack.
  void goOn();
  bool isFinished() const { return IsFinished; }
  bool isAtGrid() const { return IsAtGrid; }

  /// Steps aside until the grid has come together. False if the launch has failed meanwhile. Called by the
  /// block.
  bool waitForGrid();
  /// Lets the other blocks of the host thread run. Called by the block.
  void stepAside() { jump(/*ToBlock=*/false, /*IsLast=*/false); }

private:
  static void start(Arrival Came);
  void jump(bool ToBlock, bool IsLast);

  LaunchState &Launch;
  uint64_t Index;
  CpuDevice::Lease Worker;
  StackSlab Stack;
  Context OtherSide = nullptr; ///< of host and block, the one that does not run
  StackTrace HostTrace, BlockTrace;
  bool IsStarted = false, IsFinished = false, IsAtGrid = false;
};

} // namespace lorcha::runtime::cpu

#endif
