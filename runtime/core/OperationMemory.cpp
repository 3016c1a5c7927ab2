// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of one size. A thread that releases many hands them on by the dozen; a thread that has none left
// takes all that were handed on.
#include "core/OperationMemory.h"
#include <atomic>
#include <new>
#include <utility>

namespace lorcha::runtime {

#if defined(__SANITIZE_ADDRESS__)
#define LORCHA_PLAIN_MEMORY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LORCHA_PLAIN_MEMORY
#endif
#endif

#ifdef LORCHA_PLAIN_MEMORY // what is used after its end is found

void *allocateOperation(size_t Bytes) { return ::operator new(Bytes); }
void releaseOperation(void *Memory, size_t) { ::operator delete(Memory); }

#else

namespace {

constexpr size_t BlockBytes = 512;  ///< larger operations are left to the C library
constexpr unsigned HandedOn = 32;   ///< blocks at a time
constexpr unsigned MostKept = 8192; ///< blocks that nobody uses, about

struct Block {
  Block *Next;
};

/// What threads have handed on.
std::atomic<Block *> Shared{nullptr};
std::atomic<unsigned> SharedCount{0}; ///< about

/// The blocks of one thread. Trivial: it outlives what else the thread destroys in the end.
struct OwnBlocks {
  Block *Taken;               ///< from Shared
  Block *Released, *Earliest; ///< the first and the last of those that it has released
  unsigned ReleasedCount;
};
thread_local OwnBlocks Own;

void handOn(OwnBlocks &From) {
  Block *First = std::exchange(From.Released, nullptr);
  unsigned Count = std::exchange(From.ReleasedCount, 0);
  if (SharedCount.load(std::memory_order_relaxed) > MostKept) {
    while (First)
      ::operator delete(std::exchange(First, First->Next));
    return;
  }
  SharedCount.fetch_add(Count, std::memory_order_relaxed);
  From.Earliest->Next = Shared.load(std::memory_order_relaxed);
  while (!Shared.compare_exchange_weak(From.Earliest->Next, First, std::memory_order_release,
                                       std::memory_order_relaxed))
    ;
}

/// Hands on what a thread has when it ends.
struct AtEnd {
  ~AtEnd() {
    for (Block *Each = std::exchange(Own.Taken, nullptr); Each;)
      ::operator delete(std::exchange(Each, Each->Next));
    if (Own.Released)
      handOn(Own);
  }
};

OwnBlocks &own() {
  static thread_local AtEnd Finish;
  (void)Finish;
  return Own;
}

} // namespace

void *allocateOperation(size_t Bytes) {
  if (Bytes > BlockBytes)
    return ::operator new(Bytes);
  OwnBlocks &Mine = own();
  if (Mine.Released) {
    --Mine.ReleasedCount;
    return std::exchange(Mine.Released, Mine.Released->Next);
  }
  if (!Mine.Taken) {
    Mine.Taken = Shared.exchange(nullptr, std::memory_order_acquire);
    SharedCount.store(0, std::memory_order_relaxed);
  }
  return Mine.Taken ? std::exchange(Mine.Taken, Mine.Taken->Next) : ::operator new(BlockBytes);
}

void releaseOperation(void *Memory, size_t Bytes) {
  if (Bytes > BlockBytes)
    return ::operator delete(Memory);
  OwnBlocks &Mine = own();
  auto *Each = new (Memory) Block{Mine.Released};
  Mine.Earliest = Mine.Released ? Mine.Earliest : Each;
  Mine.Released = Each;
  if (++Mine.ReleasedCount == HandedOn)
    handOn(Mine);
}

#endif

} // namespace lorcha::runtime
