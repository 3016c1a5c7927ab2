// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One mapping per allocation.
#include "backends/cpu/GuardedMemory.h"
#include <fmt/format.h>
#include <sys/mman.h>

namespace lorcha::runtime::cpu {

static constexpr size_t Alignment = 256, PageBytes = 4096;
/// Freed blocks that stay untouchable: each is a mapping, of which Linux allows 65530 by default.
static constexpr size_t MostFreed = 4096;

static size_t roundedUp(size_t Bytes, size_t To) { return (Bytes + To - 1) / To * To; }

void *GuardedMemory::allocate(size_t Bytes) {
  if (Bytes > SIZE_MAX / 2)
    return nullptr;
  size_t Inner = roundedUp(roundedUp(Bytes, Alignment), PageBytes), All = Inner + 2 * PageBytes;
  void *Mapped = mmap(nullptr, All, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (Mapped == MAP_FAILED)
    return nullptr;
  char *Begin = static_cast<char *>(Mapped) + PageBytes;
  if (mprotect(Begin, Inner, PROT_READ | PROT_WRITE) != 0) {
    munmap(Mapped, All);
    return nullptr;
  }
  char *Memory = Begin + Inner - roundedUp(Bytes, Alignment);
  auto Key = reinterpret_cast<uintptr_t>(Mapped);
  std::lock_guard<std::mutex> Lock(Mutex);
  Blocks[Key] = {reinterpret_cast<uintptr_t>(Memory), Bytes, Key, All, false};
  return Memory;
}

void GuardedMemory::release(void *Memory) {
  auto Begin = reinterpret_cast<uintptr_t>(Memory);
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Found = Blocks.upper_bound(Begin);
  if (Found == Blocks.begin())
    return;
  Block &Old = (--Found)->second;
  Old.IsFreed = true;
  // Anew without access: the bytes go back to the system, the addresses do not.
  mmap(reinterpret_cast<void *>(Old.Mapped), Old.MappedBytes, PROT_NONE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  Freed.push_back(Old.Mapped);
  if (Freed.size() <= MostFreed)
    return;
  auto Oldest = Blocks.find(Freed.front());
  Freed.pop_front();
  munmap(reinterpret_cast<void *>(Oldest->second.Mapped), Oldest->second.MappedBytes);
  Blocks.erase(Oldest);
}

std::string GuardedMemory::describe(uintptr_t Address) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Found = Blocks.upper_bound(Address);
  if (Found == Blocks.begin())
    return {};
  const Block &Near = (--Found)->second;
  if (Address - Near.Mapped >= Near.MappedBytes)
    return {};
  std::string Block = fmt::format("{} bytes at {:#x}", Near.Bytes, Near.Begin);
  if (Near.IsFreed)
    return fmt::format("in {} that are freed", Block);
  return Address < Near.Begin ? fmt::format("{} bytes before {}", Near.Begin - Address, Block)
                              : fmt::format("{} bytes behind {}", Address - (Near.Begin + Near.Bytes), Block);
}

} // namespace lorcha::runtime::cpu
