// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of the CPU device that other processes use. Small memory is part of a region that can be shared.
// Other memory is the heap's until somebody asks for its name; then its pages become a file in memory, at the
// same addresses and with the same contents. Memory that nobody shares costs nothing. Not handled: work that
// other host threads begin on the memory during the change.
#include "backends/cpu/Device.h"
#include "backends/cpu/Sanitizers.h"
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace lorcha::runtime::cpu {

/// Says that a name is one of memory of this backend.
static constexpr uint32_t MemoryMagic = 0x4c43504d;

Status CpuDevice::share(void *Memory, size_t Bytes, SharedMemoryName &Result) {
  size_t Offset;
  if (const SharedMemory *Region = Small.share(Memory, Offset)) {
    Result = Region->name(MemoryMagic);
    Result.Shift = static_cast<uint32_t>(Offset);
    Result.Bytes = Bytes;
    return Status::Success;
  }
  auto Shift = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(Memory) % SharedMemory::PageBytes);
  char *FirstPage = static_cast<char *>(Memory) - Shift;
  std::lock_guard<std::mutex> Lock(SharedMutex);
  std::unique_ptr<SharedMemory> &File = Shared[FirstPage];
  if (!File) {
    auto New = SharedMemory::make(Shift + Bytes);
    void *Copy = New ? New->map() : nullptr;
    if (!Copy) {
      Shared.erase(FirstPage);
      return Status::OutOfMemory;
    }
    std::memcpy(static_cast<char *>(Copy) + Shift, Memory, Bytes);
    munmap(Copy, SharedMemory::roundedUp(Shift + Bytes));
    if (!New->map(FirstPage)) {
      Shared.erase(FirstPage);
      return Status::MapFailed;
    }
    File = std::move(New);
    HasShared.store(true, std::memory_order_release);
  }
  Result = File->name(MemoryMagic);
  Result.Shift = Shift;
  Result.Bytes = Bytes;
  return Status::Success;
}

bool CpuDevice::unshare(void *FirstPage) {
  std::unique_ptr<SharedMemory> Old;
  {
    std::lock_guard<std::mutex> Lock(SharedMutex);
    auto Found = Shared.find(FirstPage);
    if (Found == Shared.end())
      return true;
    Old = std::move(Found->second);
    Shared.erase(Found);
  }
  size_t Bytes = Old->name(MemoryMagic).Mapped;
  return mmap(FirstPage, Bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) !=
         MAP_FAILED;
}

Status CpuDevice::openShared(const SharedMemoryName &Name, void **Result) {
  return Name.Magic == MemoryMagic ? mapShared(Name, Result) : Status::InvalidResourceHandle;
}

void CpuDevice::closeShared(const SharedMemoryName &Name, void *Memory) { unmapShared(Name, Memory); }

} // namespace lorcha::runtime::cpu
