// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The threads of one running block as user-level contexts: who runs, who waits for what, and the barriers and
// warp exchanges between them. All fibers of a group live on one host thread; a switch is a jump from one
// stack to another.
//
// The order of running is deterministic: the lanes of a warp one after the other until each waits, then the
// next warp. A barrier is complete when all threads that have not exited have come; an exchange when all
// lanes of its mask that have not exited have. Exchanges with mask 0 complete when no lane of the warp can
// run on, the lowest call address first: that is where a SIMT machine reconverges (the lowest program counter
// runs first, as in Diamos et al., "SIMD re-convergence at thread frontiers", MICRO 2011). Those that
// exchange nothing are steps, which the warps of a block do together: they complete when no warp can run on.
// Words in memory that fibers wait for are looked at when nobody else can run; those that lanes of the warp
// wait for also before an exchange with mask 0, because who was released goes on with the rest of the warp.
// If no fiber can run then and other blocks cannot change that, the block can never go on.
#ifndef LORCHA_CPU_FIBERGROUP_H
#define LORCHA_CPU_FIBERGROUP_H

#include "backends/cpu/Context.h"
#include "backends/cpu/Sanitizers.h"
#include "backends/cpu/Stacks.h"
#include "lorcha/block.h"
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
  uint32_t Asked = 0;     ///< Arrived when lanes that poll were let run last, for mask 0 only
  bool IsDone = false;    ///< what the lanes do together is done
};

/// An exchange between consecutive threads of the block, which may be more than a warp. Used again and again
/// by the same threads: who reads the one before is done when all have come to the next.
struct PartExchange {
  unsigned First = 0, Count = 0, Arrived = 0;
  uint32_t Phase = 0;         ///< how many are complete
  std::vector<char> Slots[2]; ///< of even and odd phases
  std::vector<unsigned char> Present[2];
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
    Waiting,   ///< only other blocks can let a thread go on; retry() looks again
    Abandoned, ///< abandon() was called
    Stuck,     ///< no thread can go on
  };
  /// Runs the block's threads until one of the outcomes. Throws std::bad_alloc before anything runs.
  Outcome run(const Block &Running, EntryFunction Entry, void *Closure);
  /// Goes on after AtGrid.
  Outcome resume();
  /// Goes on after Waiting, if there is something to go on with.
  Outcome retry();
  /// Gives up the frames of all fibers after Stuck or Abandoned.
  void discard();
  /// For a Stuck group: which threads wait for what.
  std::string describeWaits() const;

  /// Whether a fiber of this group runs now.
  bool isActive() const { return Running != nullptr && Running != &Main; }

  // The rest is called on a fiber of this group.

  /// Waits for the whole block; returns the number of non-zero predicates. *Threads is how many took part.
  unsigned blockBarrier(bool Predicate, unsigned *Threads);
  Exchange &exchange(uint32_t Mask, const void *Value, uint32_t Bytes, uintptr_t Site);
  /// Lets the other fibers run until *Word is no longer Old. With no word: until nobody else could run.
  void waitForChange(const uint32_t *Word, uint32_t Old, bool IsForOthers);
  uint32_t liveLanes() const { return Warps[Running->Index / WarpSize].Live; }
  void gridBarrier();
  /// See lorchaPartExchange.
  const void *partExchange(unsigned First, unsigned Count, const void *Value, uint32_t Bytes,
                           const unsigned char **Present);
  /// Leaves all fibers where they are and makes run() or resume() return Abandoned.
  [[noreturn]] void abandon();

private:
  enum class WaitReason : uint8_t { None, BlockBarrier, Exchange, GridBarrier, Word };
  struct Fiber {
    Context Place = nullptr;         ///< where to go on; null until started
    const Thread *Current = nullptr; ///< null for the host thread's own stack
    Exchange *Held = nullptr;        ///< taken part in last; its result may still be read
    unsigned Index = 0;
    WaitReason Waits = WaitReason::None;
    bool IsStarted = false;
    bool IsForOthers = false;       ///< other blocks may change the word
    uint32_t Old = 0;               ///< what Word is while the fiber waits
    const uint32_t *Word = nullptr; ///< null: to let others run
    char *StackBottom = nullptr;
    size_t StackBytes = 0;
    StackTrace Trace;
  };
  struct Warp {
    uint32_t Live = 0;
    uint32_t Runnable = 0;
    std::vector<Exchange *> Pending; ///< incomplete exchanges
  };

  static void start(Arrival Came);
  void prepare(const Block &Running, EntryFunction Entry, void *Closure);
  void growTo(unsigned Count);
  Outcome goOn();
  void exitFiber(Fiber &Self);
  void suspend(WaitReason Reason);
  /// The fiber to run when Self cannot: null if none can.
  Fiber *pickNext(const Fiber &Self);
  void prepareStart(Fiber &New);
  void jump(Fiber &From, Fiber &To, bool IsLast);
  void arrive(Fiber &Self, Context PreviousPlace);

  void wake(Warp &In, uint32_t Lanes);
  void releaseBlock();
  bool wakeChanged(bool AfterOthers);
  void completeParts();
  unsigned liveOf(const PartExchange &Part) const;
  Exchange &findPending(Warp &In, uint32_t Mask, uint32_t Bytes, uintptr_t Site);
  void complete(Warp &In, Exchange &Done);
  void completeAfterExit(Warp &In);
  /// The exchange without a mask that comes first. StepsToo: also if nothing is exchanged.
  bool completeConverged(Warp &In, bool StepsToo);
  bool completeSteps();
  bool wakeBefore(Warp &In, Exchange &Next);
  static bool hasChanged(const Fiber &Waiting);
  void wakeAtWord(Fiber &Waiting);
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
  unsigned AtWords = 0;                              ///< fibers that wait for words
  unsigned AtWordsOfOthers = 0;                      ///< those of them that other blocks can wake
  unsigned Predicates = 0;                           ///< non-zero ones at the barrier that fills now
  unsigned LastPredicates = 0, LastParticipants = 0; ///< of the barrier completed last
  bool IsAbandoned = false;
  EntryFunction Entry = nullptr;
  void *Closure = nullptr;

  std::vector<std::unique_ptr<Exchange>> Exchanges; ///< owns all
  std::vector<Exchange *> FreeExchanges;
  std::vector<std::unique_ptr<PartExchange>> Parts; ///< those of this block and of blocks before
};

} // namespace lorcha::runtime::cpu

#endif
