// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory that nodes of graphs allocate. Its address is fixed when the node is added and stays the same from
// launch to launch, so the bytes belong to the graph from then on (on systems that commit memory when it is
// touched they cost nothing before the first launch). Launches and frees only change whether the program may
// use them. That is decided when they are called, as for all stream-ordered memory.
#ifndef LORCHA_CORE_GRAPHMEMORY_H
#define LORCHA_CORE_GRAPHMEMORY_H

#include "core/Status.h"
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

class Device;
class GraphAllocation;

/// The bytes behind allocations of one graph that live one after the other.
class GraphBlock {
public:
  static Status make(Device &On, size_t Bytes, std::shared_ptr<GraphBlock> &Result);
  ~GraphBlock();
  GraphBlock(const GraphBlock &) = delete;
  GraphBlock &operator=(const GraphBlock &) = delete;

  Device &device() const { return On; }
  void *base() const { return Base; }
  size_t bytes() const { return Bytes; }
  /// The allocation that was put in last; null once its node is gone.
  std::shared_ptr<GraphAllocation> last() const;

private:
  friend class GraphAllocation;
  friend class GraphMemoryUse;
  GraphBlock(Device &On, void *Base, size_t Bytes) : On(On), Base(Base), Bytes(Bytes) {}

  Device &On;
  void *const Base;
  const size_t Bytes;
  mutable std::mutex Mutex; ///< guards Last
  std::weak_ptr<GraphAllocation> Last;
  // Guarded by the device's GraphMemoryUse:
  unsigned Living = 0;    ///< allocations in it that live
  bool IsCounted = false; ///< was used by a launch since the last trim
};

/// What one allocation node allocates. Thread-safe.
class GraphAllocation : public std::enable_shared_from_this<GraphAllocation> {
public:
  /// In a block that is large enough; what was in it before is freed by nodes that come first.
  static std::shared_ptr<GraphAllocation> make(std::shared_ptr<GraphBlock> In, size_t Bytes);

  Device &device() const { return In->device(); }
  const std::shared_ptr<GraphBlock> &block() const { return In; }
  void *address() const { return In->base(); }
  size_t bytes() const { return Bytes; }

  /// From the launch of its node on; false if it lives already. While it lives it stays, even if its graph
  /// goes.
  bool beginLife();
  /// False if it does not live.
  bool endLife();
  bool isAlive() const;

  /// Who frees it: a node of its own graph, or the outside (the program, and nodes of other graphs). False if
  /// that has been decided in the other way, or a second node of its own graph wants to.
  bool claimFree(bool IsOwnGraph);

private:
  GraphAllocation(std::shared_ptr<GraphBlock> In, size_t Bytes) : In(std::move(In)), Bytes(Bytes) {}
  const std::shared_ptr<GraphBlock> In;
  const size_t Bytes;
  mutable std::mutex Mutex;              ///< guards what follows
  std::shared_ptr<GraphAllocation> Self; ///< while it lives
  enum class Freer { Open, OwnGraph, Outside } FreedBy = Freer::Open;
};

/// How much memory graphs have on a device: the bytes of blocks that launches have used since the last trim.
/// Thread-safe.
class GraphMemoryUse {
public:
  struct Counts {
    size_t Bytes = 0, UsedHigh = 0, ReservedHigh = 0;
  };
  Counts counts() const;
  /// Sets a high-water mark back to what there is now.
  void resetHigh(size_t Counts::*Which);
  /// Takes out the blocks in which nothing lives.
  void trim();
  /// Ends all lives: the device is reset.
  void endAll();

private:
  friend class GraphBlock;
  friend class GraphAllocation;
  void add(GraphBlock &New);
  void remove(GraphBlock &Old);
  void begin(GraphBlock &Block);
  void end(GraphBlock &Block);

  mutable std::mutex Mutex; ///< guards what follows
  Counts Now;
  std::vector<GraphBlock *> Blocks;
};

} // namespace lorcha::runtime

#endif
