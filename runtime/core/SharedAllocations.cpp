// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of imports.
#include "core/SharedAllocations.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include <map>
#include <mutex>
#include <unistd.h>

namespace lorcha::runtime {

namespace {
struct Import {
  SharedMemoryName Name;
  unsigned Openings;
};
struct ImportTable {
  std::mutex Mutex; ///< taken before the map of memory
  std::map<void *, Import> ByAddress;
};
} // namespace

static ImportTable &imports() {
  static auto *const Table = new ImportTable; // never destroyed
  return *Table;
}

Status exportAllocation(const Allocation &Known, SharedMemoryName &Result) {
  Runtime &All = Runtime::get();
  if (!Known.On->facts().SharesMemory)
    return Status::NotSupported;
  for (unsigned I = 0; I < All.deviceCount(); ++I)
    All.device(I).synchronize();
  Runtime::get().Memory.markShared(Known.Base);
  return Known.On->backend().share(Known.Base, Known.Bytes, Result);
}

/// Counts one more opening of what is open already.
static bool openAgain(ImportTable &Table, const SharedMemoryName &Name, void **Result) {
  for (auto &[Address, Each] : Table.ByAddress)
    if (Each.Name.Process == Name.Process && Each.Name.Inode == Name.Inode && Each.Name.Shift == Name.Shift &&
        Each.Name.Bytes == Name.Bytes) {
      ++Each.Openings;
      *Result = Address;
      return true;
    }
  return false;
}

Status importAllocation(Device &On, const SharedMemoryName &Name, bool IsOfPool, void **Result) {
  if (!On.facts().SharesMemory)
    return Status::NotSupported;
  if (Name.Process == getpid() && !IsOfPool)
    return Status::DeviceUninitialized;
  ImportTable &Table = imports();
  std::lock_guard<std::mutex> Lock(Table.Mutex);
  if (openAgain(Table, Name, Result))
    return Status::Success;
  void *Memory = nullptr;
  if (Status Opened = On.backend().openShared(Name, &Memory); Opened != Status::Success)
    return Opened;
  Allocation New;
  New.Base = Memory;
  New.Bytes = Name.Bytes;
  New.From = Allocation::Origin::Imported;
  New.On = &On;
  New.IsOfImportedPool = IsOfPool;
  if (!Runtime::get().Memory.add(New)) { // memory that the program has registered and given back since
    Runtime::get().Memory.removeOverlapping(New);
    Runtime::get().Memory.add(New);
  }
  Table.ByAddress[Memory] = {Name, 1};
  *Result = Memory;
  return Status::Success;
}

Status closeImport(void *Pointer) {
  ImportTable &Table = imports();
  {
    std::lock_guard<std::mutex> Lock(Table.Mutex);
    auto Found = Table.ByAddress.find(Pointer);
    if (Found == Table.ByAddress.end())
      return Status::InvalidValue;
    if (--Found->second.Openings)
      return Status::Success;
  }
  std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer);
  if (Known)
    Known->On->synchronize();
  std::optional<Allocation> Old = Runtime::get().Memory.remove(
      Pointer, [](Allocation::Origin From) { return From == Allocation::Origin::Imported; });
  return Old ? releaseStorage(*Old) : Status::InvalidValue;
}

void forgetImport(const Allocation &Old) {
  ImportTable &Table = imports();
  std::unique_lock<std::mutex> Lock(Table.Mutex);
  auto Found = Table.ByAddress.find(Old.Base);
  if (Found == Table.ByAddress.end())
    return;
  SharedMemoryName Name = Found->second.Name;
  Table.ByAddress.erase(Found);
  Lock.unlock();
  Old.On->backend().closeShared(Name, Old.Base);
}

} // namespace lorcha::runtime
