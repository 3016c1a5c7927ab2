// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The threads of one running block as user-level contexts: who runs, who waits for what, and the barriers and
// warp exchanges between them. All fibers of a group live on one host thread; a switch is a jump from one
// stack to another.
//
// The order of running is deterministic: the lanes of a warp one after the other until each waits, then the
// next warp. A barrier is complete when all threads that have not exited have come; an exchange when all
// lanes of its mask that have not exited have. Exchanges with mask 0 complete when no lane of the warp can
// run on, the lowest call address first: that is where a SIMT machine reconverges (the lowest program counter
// runs first, as in Diamos et al., "SIMD re-convergence at thread frontiers", MICRO 2011). If no fiber can
// run and none of these completes, the block can never go on.
#ifndef LORCHA_CPU_FIBERGROUP_H
#define LORCHA_CPU_FIBERGROUP_H

#include "backends/cpu/Sanitizers.h"
#include "backends/cpu/Stacks.h"
#include "lorcha/block.h"
#include <boost/context/detail/fcontext.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lorcha::runtime::cpu {

/// One exchange between lanes of a warp. Reused when all that took part have read it.
struct Exchange {
  uint32_t Mask = 0; ///< as given; 0 for "whoever comes along"
  uint32_t Arrived = 0;
  unsigned Readers = 0; ///< lanes that still hold the result
  uint32_t Bytes = 0;   ///< per lane
  uintptr_t Site = 0;   ///< which call, for mask 0 only
  std::unique_ptr<char[]> Slots;
  uint32_t SlotBytes = 0; ///< room per lane in Slots
};

/// Not thread-safe. Kept by a worker and used for block after block.
class FiberGroup {
public:
  static constexpr unsigned WarpSize = 32, MaxThreads = 1024;
  using EntryFunction = void (*)(const Thread &, void *);

  FiberGroup();
  ~FiberGroup();
  FiberGroup(const FiberGroup &) = delete;
  FiberGroup &operator=(const FiberGroup &) = delete;

  /// Stack of each fiber from the next block on.
  void setStackBytes(size_t Bytes) { WantedStackBytes = usableStackBytes(Bytes); }

  enum class Outcome {
    Finished,  ///< every thread has ended
    AtGrid,    ///< every thread that is left waits at the grid barrier; resume() goes on
    Abandoned, ///< abandon() was called
    Stuck,     ///< no thread can go on
  };
  /// Runs the block's threads until one of the outcomes. Throws std::bad_alloc before anything runs.
  Outcome run(const Block &Running, EntryFunction Entry, void *Closure);
  /// Goes on after AtGrid.
  Outcome resume();
  /// Gives up the frames of all fibers after Stuck or Abandoned.
  void discard();
  /// For a Stuck group: which threads wait for what.
  std::string describeWaits() const;

  /// Whether a fiber of this group runs now.
  bool isActive() const { return Running != nullptr && Running != &Main; }

  // The rest is called on a fiber of this group.

  /// Waits for the whole block; returns the number of non-zero predicates. *Threads is how many took part.
  unsigned blockBarrier(bool Predicate, unsigned *Threads);
  const Exchange &exchange(uint32_t Mask, const void *Value, uint32_t Bytes, uintptr_t Site);
  uint32_t liveLanes() const { return Warps[Running->Index / WarpSize].Live; }
  void gridBarrier();
  /// Leaves all fibers where they are and makes run() or resume() return Abandoned.
  [[noreturn]] void abandon();

private:
  enum class WaitReason : uint8_t { None, BlockBarrier, Exchange, GridBarrier };
  struct Fiber {
    boost::context::detail::fcontext_t Context = nullptr; ///< where to go on; null until started
    const Thread *Current = nullptr;                      ///< null for the host thread's own stack
    Exchange *Held = nullptr; ///< taken part in last; its result may still be read
    unsigned Index = 0;
    WaitReason Waits = WaitReason::None;
    bool IsStarted = false;
    char *StackBottom = nullptr;
    size_t StackBytes = 0;
    StackTrace Trace;
  };
  struct Warp {
    uint32_t Live = 0;
    uint32_t Runnable = 0;
    std::vector<Exchange *> Pending; ///< incomplete exchanges
  };

  static void start(boost::context::detail::transfer_t From);
  void prepare(const Block &Running, EntryFunction Entry, void *Closure);
  void growTo(unsigned Count);
  Outcome goOn();
  void exitFiber(Fiber &Self);
  void suspend(WaitReason Reason);
  /// The fiber to run when Self cannot: null if none can.
  Fiber *pickNext(const Fiber &Self);
  void prepareStart(Fiber &New);
  void jump(Fiber &From, Fiber &To, bool IsLast);
  void arrive(Fiber &Self, boost::context::detail::fcontext_t PreviousContext);

  void wake(Warp &In, uint32_t Lanes);
  void releaseBlock();
  Exchange &findPending(Warp &In, uint32_t Mask, uint32_t Bytes, uintptr_t Site);
  void complete(Warp &In, Exchange &Done);
  void completeAfterExit(Warp &In);
  bool completeConverged(Warp &In);
  void letGo(Fiber &Self);

  std::vector<Fiber> Fibers;
  struct alignas(Thread) ThreadBytes { ///< Thread objects cannot be assigned
    unsigned char Bytes[sizeof(Thread)];
  };
  std::vector<ThreadBytes> Threads;
  std::vector<StackSlab> Slabs;
  size_t WantedStackBytes = usableStackBytes(0), CurrentStackBytes = 0;
  Fiber Main; ///< the stack that run() was called on
  Fiber *Running = nullptr, *Previous = nullptr;

  Warp Warps[MaxThreads / WarpSize];
  uint32_t RunnableWarps = 0; ///< bit per warp with a runnable lane
  unsigned ThreadCount = 0, WarpCount = 0;
  unsigned Live = 0, AtBarrier = 0, AtGridBarrier = 0;
  unsigned Predicates = 0;                           ///< non-zero ones at the barrier that fills now
  unsigned LastPredicates = 0, LastParticipants = 0; ///< of the barrier completed last
  bool IsAbandoned = false;
  EntryFunction Entry = nullptr;
  void *Closure = nullptr;

  std::vector<std::unique_ptr<Exchange>> Exchanges; ///< owns all
  std::vector<Exchange *> FreeExchanges;
};

} // namespace lorcha::runtime::cpu

#endif
