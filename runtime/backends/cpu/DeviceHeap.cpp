// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts what device code allocates. Memory may go back to C's library behind our back, by a function that is
// the host's as well; then its address comes again, and its old size ceases to count.
#include "backends/cpu/DeviceHeap.h"
#include "backends/cpu/Worker.h"
#include "lorcha/cpu_sync.h"
#include <mutex>

namespace lorcha::runtime::cpu {

bool DeviceHeap::reserve(size_t Bytes) {
  size_t Most = Limit.load(std::memory_order_relaxed), Before = Used.load(std::memory_order_relaxed);
  if (Bytes > Most)
    return false;
  do {
    if (Before > Most || counted(Bytes) > Most - Before)
      return false;
  } while (!Used.compare_exchange_weak(Before, Before + counted(Bytes), std::memory_order_relaxed));
  return true;
}

void DeviceHeap::note(const void *Memory, size_t Bytes) {
  size_t Gone = counted(Bytes);
  if (Memory) {
    Shard &In = shardOf(Memory);
    std::lock_guard<BriefLock> Lock(In.Lock);
    size_t &Size = In.Sizes[Memory];
    Gone = Size;
    Size = counted(Bytes);
  }
  Used.fetch_sub(Gone, std::memory_order_relaxed);
}

void DeviceHeap::forget(const void *Memory) {
  Shard &In = shardOf(Memory);
  std::lock_guard<BriefLock> Lock(In.Lock);
  auto Found = In.Sizes.find(Memory);
  if (Found == In.Sizes.end())
    return;
  Used.fetch_sub(Found->second, std::memory_order_relaxed);
  In.Sizes.erase(Found);
}

void DeviceHeap::clear() {
  for (Shard &Each : Shards) {
    std::lock_guard<BriefLock> Lock(Each.Lock);
    for (auto &[Memory, Bytes] : Each.Sizes)
      Used.fetch_sub(Bytes, std::memory_order_relaxed);
    Each.Sizes.clear();
  }
}

} // namespace lorcha::runtime::cpu

using lorcha::BlockMemory;

extern "C" {
int lorchaHeapReserve(size_t Bytes) {
  BlockMemory *Worker = BlockMemory::current();
  return !Worker || Worker->Heap->reserve(Bytes);
}

void lorchaHeapNote(const void *Memory, size_t Bytes) {
  if (BlockMemory *Worker = BlockMemory::current())
    Worker->Heap->note(Memory, Bytes);
}

void lorchaHeapForget(const void *Memory) {
  BlockMemory *Worker = BlockMemory::current();
  if (Worker && Memory)
    Worker->Heap->forget(Memory);
}
}
