// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stream-ordered allocation and its pools. A pool here only counts and remembers its settings: memory goes
// back to the device when it is freed.
#include "api/Call.h"
#include "core/Memory.h"
#include <array>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
/// One pool. Thread-safe.
struct MemoryPool {
  explicit MemoryPool(Device &On) : On(On) {}
  Device &On;
  std::atomic<uint64_t> ReleaseThreshold{0};
  std::atomic<int> Reuse[3] = {{1}, {1}, {1}}; ///< the three reuse attributes, in their order
};

struct PoolTable {
  HandleTable<MemoryPool> All;
  std::mutex Mutex;                      ///< guards Defaults and Current
  std::vector<void *> Defaults, Current; ///< handles by device ordinal
};
} // namespace

static PoolTable &pools() {
  static PoolTable *const Table = [] {
    auto *New = new PoolTable; // never destroyed
    for (unsigned I = 0; I < Runtime::get().deviceCount(); ++I)
      New->Defaults.push_back(New->All.add(std::make_shared<MemoryPool>(Runtime::get().device(I))));
    New->Current = New->Defaults;
    return New;
  }();
  return *Table;
}

static Status allocateInStream(void **Result, size_t Bytes, lorchaStream_t Handle) {
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  return Result ? allocateOnStream(*On, Bytes, Result) : Status::InvalidValue;
}

lorchaError_t lorchaMallocAsync(void **Result, size_t Bytes, lorchaStream_t On) {
  return call(__func__, [&] { return allocateInStream(Result, Bytes, On); }, Result, Bytes, On);
}

lorchaError_t lorchaFreeAsync(void *Pointer, lorchaStream_t Handle) {
  auto Body = [&] {
    StreamHandle On(Handle);
    return On ? releaseOnStream(*On, Pointer) : Status::InvalidResourceHandle;
  };
  return call(__func__, Body, Pointer, Handle);
}

lorchaError_t lorchaMallocFromPoolAsync(void **Result, size_t Bytes, lorchaMemPool_t Pool,
                                        lorchaStream_t On) {
  auto Body = [&] {
    return pools().All.find(Pool) ? allocateInStream(Result, Bytes, On) : Status::InvalidValue;
  };
  return call(__func__, Body, Result, Bytes, Pool, On);
}

static Status tellPool(lorchaMemPool_t *Result, int Ordinal, std::vector<void *> PoolTable::*Which) {
  if (!findDevice(Ordinal))
    return Status::InvalidDevice;
  if (!Result)
    return Status::InvalidValue;
  PoolTable &Table = pools();
  std::lock_guard<std::mutex> Lock(Table.Mutex);
  *Result = static_cast<lorchaMemPool_t>((Table.*Which)[static_cast<size_t>(Ordinal)]);
  return Status::Success;
}

lorchaError_t lorchaDeviceGetDefaultMemPool(lorchaMemPool_t *Result, int Ordinal) {
  return call(__func__, [&] { return tellPool(Result, Ordinal, &PoolTable::Defaults); }, Result, Ordinal);
}

lorchaError_t lorchaDeviceGetMemPool(lorchaMemPool_t *Result, int Ordinal) {
  return call(__func__, [&] { return tellPool(Result, Ordinal, &PoolTable::Current); }, Result, Ordinal);
}

lorchaError_t lorchaDeviceSetMemPool(int Ordinal, lorchaMemPool_t Handle) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    PoolTable &Table = pools();
    auto Pool = Table.All.find(Handle);
    if (!Pool || &Pool->On != On)
      return Status::InvalidValue;
    std::lock_guard<std::mutex> Lock(Table.Mutex);
    Table.Current[static_cast<size_t>(Ordinal)] = Handle;
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Handle);
}

lorchaError_t lorchaMemPoolCreate(lorchaMemPool_t *Result, const lorchaMemPoolProps *Wanted) {
  auto Body = [&] {
    if (!Result || !Wanted || Wanted->allocType != lorchaMemAllocationTypePinned)
      return Status::InvalidValue;
    if (Wanted->handleTypes != lorchaMemHandleTypeNone ||
        Wanted->location.type != lorchaMemLocationTypeDevice)
      return Status::NotSupported;
    Device *On = findDevice(Wanted->location.id);
    if (!On)
      return Status::InvalidDevice;
    *Result = static_cast<lorchaMemPool_t>(pools().All.add(std::make_shared<MemoryPool>(*On)));
    return Status::Success;
  };
  return call(__func__, Body, Result, Wanted);
}

lorchaError_t lorchaMemPoolDestroy(lorchaMemPool_t Handle) {
  auto Body = [&] {
    PoolTable &Table = pools();
    std::lock_guard<std::mutex> Lock(Table.Mutex);
    for (void *Default : Table.Defaults)
      if (Default == Handle)
        return Status::InvalidValue;
    if (!Table.All.remove(Handle))
      return Status::InvalidValue;
    for (size_t I = 0; I < Table.Current.size(); ++I)
      if (Table.Current[I] == Handle)
        Table.Current[I] = Table.Defaults[I];
    return Status::Success;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaMemPoolTrimTo(lorchaMemPool_t Handle, size_t Bytes) {
  auto Body = [&] {
    return pools().All.find(Handle) ? Status::Success : Status::InvalidValue; // nothing is kept
  };
  return call(__func__, Body, Handle, Bytes);
}

/// The switch behind one of the three reuse attributes; null for the others.
static std::atomic<int> *reuseOf(MemoryPool &Pool, lorchaMemPoolAttr Attribute) {
  int Index = Attribute - lorchaMemPoolReuseFollowEventDependencies;
  return Index >= 0 && Index < 3 ? &Pool.Reuse[Index] : nullptr;
}

lorchaError_t lorchaMemPoolSetAttribute(lorchaMemPool_t Handle, lorchaMemPoolAttr Attribute, void *Value) {
  auto Body = [&] {
    auto Pool = pools().All.find(Handle);
    if (!Pool || !Value)
      return Status::InvalidValue;
    if (std::atomic<int> *Reuse = reuseOf(*Pool, Attribute))
      Reuse->store(*static_cast<int *>(Value));
    else if (Attribute == lorchaMemPoolAttrReleaseThreshold)
      Pool->ReleaseThreshold.store(*static_cast<uint64_t *>(Value));
    else if (Attribute != lorchaMemPoolAttrReservedMemHigh && Attribute != lorchaMemPoolAttrUsedMemHigh)
      return Status::InvalidValue;
    return Status::Success;
  };
  return call(__func__, Body, Handle, Attribute, Value);
}

lorchaError_t lorchaMemPoolGetAttribute(lorchaMemPool_t Handle, lorchaMemPoolAttr Attribute, void *Value) {
  auto Body = [&] {
    auto Pool = pools().All.find(Handle);
    if (!Pool || !Value)
      return Status::InvalidValue;
    if (std::atomic<int> *Reuse = reuseOf(*Pool, Attribute)) {
      *static_cast<int *>(Value) = Reuse->load();
      return Status::Success;
    }
    if (Attribute == lorchaMemPoolAttrReleaseThreshold) {
      *static_cast<uint64_t *>(Value) = Pool->ReleaseThreshold.load();
      return Status::Success;
    }
    return Status::NotSupported; // how much memory a pool holds is not counted
  };
  return call(__func__, Body, Handle, Attribute, Value);
}

lorchaError_t lorchaMemPoolSetAccess(lorchaMemPool_t Handle, const lorchaMemAccessDesc *List, size_t Count) {
  auto Body = [&] {
    if (!pools().All.find(Handle) || (Count && !List))
      return Status::InvalidValue;
    for (size_t I = 0; I < Count; ++I)
      if (List[I].location.type != lorchaMemLocationTypeDevice || !findDevice(List[I].location.id))
        return Status::InvalidDevice;
    return Status::Success; // devices of one backend share memory: everyone has access
  };
  return call(__func__, Body, Handle, List, Count);
}

lorchaError_t lorchaMemPoolGetAccess(lorchaMemAccessFlags *Result, lorchaMemPool_t Handle,
                                     lorchaMemLocation *Place) {
  auto Body = [&] {
    if (!Result || !Place || !pools().All.find(Handle))
      return Status::InvalidValue;
    if (Place->type != lorchaMemLocationTypeDevice || !findDevice(Place->id))
      return Status::InvalidDevice;
    *Result = lorchaMemAccessFlagsProtReadWrite;
    return Status::Success;
  };
  return call(__func__, Body, Result, Handle, Place);
}
