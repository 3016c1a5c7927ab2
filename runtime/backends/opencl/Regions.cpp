// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions: making them, handing out their parts, and what kernels get.
#include "backends/opencl/Regions.h"
#include "backends/opencl/Queue.h"
#include <algorithm>
#include <sys/mman.h>

namespace lorcha::runtime::opencl {

/// The first region is that large, each further one four times the last, as far as the device allows.
static constexpr size_t FirstRegionBytes = 64 << 20, RegionGrowth = 4;
/// Before the first address of a region, so that pointers before the beginning of an array stay clear of the
/// region below; and what is left free at a region's end.
static constexpr size_t GapBytes = 1 << 20, EndBytes = FreeList::Granule;
/// Before the first part of a region, for the same reason: 1-based arrays are common.
static constexpr size_t FrontBytes = 4096;
static constexpr size_t PageBytes = 4096;

RegionSpace::RegionSpace(const DeviceHandles &Handles) : Handles(Handles) {
  Stride = (Handles.Can->MaxAllocBytes / PageBytes + 1) * PageBytes + 2 * GapBytes;
  void *Reserved =
      mmap(nullptr, Stride * Count, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (Reserved != MAP_FAILED)
    Range = static_cast<char *>(Reserved);
}

RegionSpace::~RegionSpace() {
  for (unsigned I = 0; I < Count; ++I)
    Regions[I].Memory.reset();
  if (Range)
    munmap(Range, Stride * Count);
}

uint64_t RegionSpace::firstAddress(unsigned Index) const {
  return reinterpret_cast<uint64_t>(Range) + Index * Stride + GapBytes;
}

unsigned RegionSpace::regionOf(const void *Address) const {
  auto Offset = reinterpret_cast<uint64_t>(Address) - reinterpret_cast<uint64_t>(Range);
  return Offset < Stride * Count ? static_cast<unsigned>(Offset / Stride) : Count;
}

bool RegionSpace::makeRegion(unsigned Index, size_t Bytes, bool IsShared) {
  auto *Host = reinterpret_cast<void *>(firstAddress(Index));
  if (IsShared && mprotect(Host, Bytes, PROT_READ | PROT_WRITE) != 0)
    return false;
  cl_int Code;
  cl_mem_flags Flags = CL_MEM_READ_WRITE | (IsShared ? CL_MEM_USE_HOST_PTR : 0);
  Region &New = Regions[Index];
  New.Memory = Buffer(cl().CreateBuffer(Handles.Context, Flags, Bytes, IsShared ? Host : nullptr, &Code));
  if (!New.Memory) {
    if (IsShared)
      mprotect(Host, Bytes, PROT_NONE);
    return false;
  }
  New.Bytes = Bytes;
  New.Identity = ++Identities;
  New.IsShared = IsShared;
  size_t Front = Bytes > 16 * FrontBytes ? FrontBytes : 0;
  New.Free.reset(Front, (Bytes - EndBytes) / FreeList::Granule * FreeList::Granule);
  Table.reset();
  return true;
}

void RegionSpace::dropRegion(unsigned Index) {
  Region &Old = Regions[Index];
  Old.Memory.reset();
  auto *Host = reinterpret_cast<void *>(firstAddress(Index));
  if (Old.IsShared) {
    madvise(Host, Old.Bytes, MADV_DONTNEED);
    mprotect(Host, Old.Bytes, PROT_NONE);
  }
  Old.Bytes = 0;
  Table.reset();
}

void *RegionSpace::take(unsigned Index, size_t Bytes, bool IsShared) {
  Region &From = Regions[Index];
  if (!From.Memory || From.IsShared != IsShared)
    return nullptr;
  size_t Offset = From.Free.take(FreeList::rounded(Bytes));
  return Offset == FreeList::None ? nullptr : reinterpret_cast<void *>(firstAddress(Index) + Offset);
}

void *RegionSpace::allocate(MemoryKind Kind, size_t Bytes) {
  bool IsShared = Kind != MemoryKind::Device;
  size_t Most = Handles.Can->MaxAllocBytes / PageBytes * PageBytes;
  if (Bytes > Most - EndBytes)
    return nullptr;
  std::lock_guard<std::mutex> Lock(Mutex);
  void *Result = nullptr;
  unsigned Slot = Count;
  size_t Usual = FirstRegionBytes;
  for (unsigned I = 0; I < Count && !Result; ++I) {
    Result = take(I, Bytes, IsShared);
    if (!Regions[I].Memory)
      Slot = std::min(Slot, I);
    else if (Regions[I].IsShared == IsShared)
      Usual = std::min(Usual * RegionGrowth, Most);
  }
  if (!Result && Slot < Count) {
    size_t Needed = (Bytes + FrontBytes + EndBytes + FreeList::Granule) / PageBytes * PageBytes + PageBytes;
    Needed = std::min(Needed, Most);
    if (makeRegion(Slot, std::max(Needed, std::min(Usual, Most)), IsShared) ||
        makeRegion(Slot, Needed, IsShared))
      Result = take(Slot, Bytes, IsShared);
  }
  if (!Result || !IsShared)
    return Result;
  SharedMemory &New = Shared[reinterpret_cast<uintptr_t>(Result)];
  New.Bytes = Bytes;
  if (mapForHost(static_cast<char *>(Result), New) == CL_SUCCESS)
    return Result;
  Shared.erase(reinterpret_cast<uintptr_t>(Result));
  unsigned Index = regionOf(Result);
  Regions[Index].Free.give(reinterpret_cast<uint64_t>(Result) - firstAddress(Index),
                           FreeList::rounded(Bytes));
  return nullptr;
}

cl_int RegionSpace::release(MemoryKind Kind, void *Memory, size_t Bytes) {
  std::lock_guard<std::mutex> Lock(Mutex);
  unsigned Index = regionOf(Memory);
  Region &Of = Regions[Index];
  cl_int Code = CL_SUCCESS;
  if (Kind != MemoryKind::Device) {
    auto Known = Shared.find(reinterpret_cast<uintptr_t>(Memory));
    if (!Known->second.IsOnDevice)
      Code = cl().EnqueueUnmapMemObject(Handles.Service, Of.Memory.get(), Memory, 0, nullptr, nullptr);
    if (Code == CL_SUCCESS)
      Code = cl().Finish(Handles.Service);
    Shared.erase(Known);
  }
  Of.Free.give(reinterpret_cast<uint64_t>(Memory) - firstAddress(Index), FreeList::rounded(Bytes));
  if (Of.Free.isEmpty())
    dropRegion(Index);
  return Code;
}

void RegionSpace::addPointer(Arguments &To, const void *Address) {
  std::lock_guard<std::mutex> Lock(Mutex);
  unsigned Index = Address ? regionOf(Address) : Count;
  if (Index < Count && Regions[Index].Memory) {
    uint64_t Offset = reinterpret_cast<uint64_t>(Address) - firstAddress(Index);
    To.addBuffer(Regions[Index].Memory.get(), Regions[Index].Identity);
    To.addValue(&Offset, sizeof(Offset));
  } else { // null, or a number that the kernel does not follow
    auto Offset = reinterpret_cast<uint64_t>(Address);
    To.addBuffer(nullptr, 0);
    To.addValue(&Offset, sizeof(Offset));
  }
}

void RegionSpace::addAddresses(Arguments &To) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!Table) {
    uint64_t Rows[2 * Count];
    for (unsigned I = 0; I < Count; ++I) {
      Rows[2 * I] = firstAddress(I);
      Rows[2 * I + 1] = Regions[I].Memory ? Regions[I].Bytes : 0;
    }
    cl_int Code;
    Table = Buffer(cl().CreateBuffer(Handles.Context, CL_MEM_READ_ONLY | CL_MEM_COPY_HOST_PTR, sizeof(Rows),
                                     Rows, &Code));
    TableIdentity = ++Identities;
    To.noteFailure(Code);
  }
  for (const Region &Each : Regions)
    To.addBuffer(Each.Memory.get(), Each.Memory ? Each.Identity : 0);
  To.addBuffer(Table.get(), TableIdentity);
}

std::unique_ptr<AddressSpace> makeRegionSpace(const DeviceHandles &Handles) {
  auto Made = std::make_unique<RegionSpace>(Handles);
  return Made->isReserved() ? std::move(Made) : nullptr;
}

bool AddressSpace::makeBlock(size_t Bytes, HiddenBlock &Result) {
  Result.Address = static_cast<char *>(allocate(MemoryKind::Device, Bytes));
  Result.Bytes = Bytes;
  return Result.Address;
}

cl_int AddressSpace::dropBlock(HiddenBlock &Old) {
  cl_int Code = Old.Address ? release(MemoryKind::Device, Old.Address, Old.Bytes) : CL_SUCCESS;
  Old = HiddenBlock();
  return Code;
}

const char *describe(AddressMode Mode) {
  switch (Mode) {
  case AddressMode::SystemSvm:
    return "pointers (fine-grained system SVM)";
  case AddressMode::BufferSvm:
    return "pointers (fine-grained SVM buffers)";
  case AddressMode::Usm:
    return "pointers (unified shared memory)";
  case AddressMode::Regions:
    return "regions of buffers";
  }
  return "";
}

} // namespace lorcha::runtime::opencl
