// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Free lists by size class over regions of one megabyte. Regions stay: programs that had so much small memory once will
// have it again.
#include "backends/cpu/SmallMemory.h"
#include "backends/cpu/Sanitizers.h"

namespace lorcha::runtime::cpu {

static constexpr size_t FineBytes = 4096;

unsigned SmallMemory::classOf(size_t Bytes) {
  if (Bytes <= FineBytes)
    return static_cast<unsigned>((Bytes - 1) / Alignment);
  unsigned Doubling = 63 - static_cast<unsigned>(__builtin_clzll(Bytes - 1)); // 2^Doubling < Bytes
  auto Step = static_cast<unsigned>((Bytes - 1 - (size_t(1) << Doubling)) >> (Doubling - 2));
  return 16 + 4 * (Doubling - 12) + Step;
}

size_t SmallMemory::sizeOf(unsigned Class) {
  if (Class < 16)
    return (Class + 1) * Alignment;
  unsigned Doubling = 12 + (Class - 16) / 4, Step = (Class - 16) % 4;
  return (size_t(1) << Doubling) + ((size_t(Step) + 1) << (Doubling - 2));
}

bool SmallMemory::addRegion() {
  std::unique_ptr<SharedMemory> New = SharedMemory::make(RegionBytes);
  auto *Begin = static_cast<char *>(New ? New->map() : nullptr);
  if (!Begin)
    return false;
  forbid(Begin, RegionBytes);
  Regions.emplace(Begin, std::move(New));
  Next = Begin; // what was left of the last region is lost, less than LargestBytes
  End = Begin + RegionBytes;
  return true;
}

void *SmallMemory::allocate(size_t Bytes) {
  unsigned Class = classOf(Bytes);
  void *Result = nullptr;
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!Free[Class].empty()) {
    Result = Free[Class].back();
    Free[Class].pop_back();
  } else {
    size_t Size = sizeOf(Class);
    if (static_cast<size_t>(End - Next) < Size && !addRegion())
      return nullptr;
    Result = Next;
    Next += Size;
  }
  allow(Result, Bytes);
  return Result;
}

void SmallMemory::release(void *Memory, size_t Bytes) {
  forbid(Memory, Bytes);
  std::lock_guard<std::mutex> Lock(Mutex);
  if (Shared.empty() || !Shared.erase(Memory))
    Free[classOf(Bytes)].push_back(Memory);
}

const SharedMemory *SmallMemory::share(const void *Memory, size_t &Offset) {
  auto *Place = static_cast<const char *>(Memory);
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Above = Regions.upper_bound(Place);
  if (Above == Regions.begin())
    return nullptr;
  Offset = static_cast<size_t>(Place - std::prev(Above)->first);
  if (Offset >= RegionBytes)
    return nullptr;
  Shared.insert(Memory);
  return std::prev(Above)->second.get();
}

} // namespace lorcha::runtime::cpu
