// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stream-ordered allocation and its pools.
#include "api/Call.h"
#include "api/PoolPlaces.h"
#include "core/Memory.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

HandleTable<Pool> &api::madePools() {
  static auto *const Table = new HandleTable<Pool>; // never destroyed
  return *Table;
}

std::shared_ptr<Pool> api::findPool(lorchaMemPool_t Handle) {
  if (std::shared_ptr<Pool> Made = madePools().find(Handle))
    return Made;
  for (unsigned I = 0; I < Runtime::get().deviceCount(); ++I)
    if (Pool &Default = Runtime::get().device(I).defaultPool(); &Default == reinterpret_cast<Pool *>(Handle))
      return {std::shared_ptr<Pool>(), &Default}; // which nobody owns
  return findPlacePool(Handle);
}

/// From the pool, or the stream's device's current one if that is null.
static Status allocateInStream(void **Result, size_t Bytes, Pool *From, lorchaStream_t Handle) {
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  return Result ? allocateOnStream(*On, From ? *From : On->device().currentPool(), Bytes, Result)
                : Status::InvalidValue;
}

lorchaError_t lorchaMallocAsync(void **Result, size_t Bytes, lorchaStream_t On) {
  return call(__func__, [&] { return allocateInStream(Result, Bytes, nullptr, On); }, Result, Bytes, On);
}

lorchaError_t lorchaFreeAsync(void *Pointer, lorchaStream_t Handle) {
  auto Body = [&] {
    StreamHandle On(Handle);
    return On ? releaseOnStream(*On, Pointer) : Status::InvalidResourceHandle;
  };
  return call(__func__, Body, Pointer, Handle);
}

lorchaError_t lorchaMallocFromPoolAsync(void **Result, size_t Bytes, lorchaMemPool_t Handle,
                                        lorchaStream_t On) {
  auto Body = [&] {
    auto From = findPool(Handle);
    return From ? allocateInStream(Result, Bytes, From.get(), On) : Status::InvalidValue;
  };
  return call(__func__, Body, Result, Bytes, Handle, On);
}

static Status tellPool(lorchaMemPool_t *Result, int Ordinal, Pool &(Device::*Which)() const) {
  Device *On = findDevice(Ordinal);
  if (!On)
    return Status::InvalidDevice;
  if (!Result)
    return Status::InvalidValue;
  *Result = handleOf((On->*Which)());
  return Status::Success;
}

lorchaError_t lorchaDeviceGetDefaultMemPool(lorchaMemPool_t *Result, int Ordinal) {
  return call(__func__, [&] { return tellPool(Result, Ordinal, &Device::defaultPool); }, Result, Ordinal);
}

lorchaError_t lorchaDeviceGetMemPool(lorchaMemPool_t *Result, int Ordinal) {
  return call(__func__, [&] { return tellPool(Result, Ordinal, &Device::currentPool); }, Result, Ordinal);
}

lorchaError_t lorchaDeviceSetMemPool(int Ordinal, lorchaMemPool_t Handle) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    auto Wanted = findPool(Handle);
    if (!Wanted || !(Wanted->kind() == On->defaultPool().kind()) || Wanted->isImported())
      return Status::InvalidValue;
    On->setCurrentPool(*Wanted);
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Handle);
}

lorchaError_t lorchaMemPoolCreate(lorchaMemPool_t *Result, const lorchaMemPoolProps *Wanted) {
  auto Body = [&] {
    if (!Result || !Wanted)
      return Status::InvalidValue;
    PoolKind Kind;
    Status Known = toKind(Wanted->location, Wanted->allocType, Kind);
    if (Known != Status::Success)
      return Known;
    bool IsExported = Wanted->handleTypes != lorchaMemHandleTypeNone,
         IsOnDevice = Kind.At == PoolKind::Place::Device;
    if (IsExported && (Kind.IsManaged || Kind.At == PoolKind::Place::Host))
      return Status::InvalidValue;
    Device &On = Runtime::get().device(IsOnDevice ? static_cast<unsigned>(Kind.Number) : 0);
    if (IsExported && (Wanted->handleTypes != lorchaMemHandleTypePosixFileDescriptor || !IsOnDevice ||
                       !On.facts().SharesMemory))
      return Status::NotSupported;
    *Result = static_cast<lorchaMemPool_t>(madePools().add(On.makePool(Kind, Wanted->maxSize, IsExported)));
    return Status::Success;
  };
  return call(__func__, Body, Result, Wanted);
}

lorchaError_t lorchaMemPoolDestroy(lorchaMemPool_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Pool> Old = madePools().remove(Handle); // default pools are not in there
    if (!Old)
      return Status::InvalidValue;
    Device &On = Old->device();
    if (&On.currentPool() == Old.get())
      On.setCurrentPool(On.defaultPool());
    leavePlace(*Old);
    Old->close(); // what the program still has of it stays valid
    return Status::Success;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaMemPoolTrimTo(lorchaMemPool_t Handle, size_t Bytes) {
  auto Body = [&] {
    auto Found = findPool(Handle);
    if (!Found)
      return Status::InvalidValue;
    Found->trim(Bytes, /*Waits=*/false);
    return Status::Success;
  };
  return call(__func__, Body, Handle, Bytes);
}

/// The switch behind one of the three reuse attributes; null for the others.
static std::atomic<int> *reuseOf(Pool &Of, lorchaMemPoolAttr Attribute) {
  int Index = Attribute - lorchaMemPoolReuseFollowEventDependencies;
  return Index >= 0 && Index < 3 ? &Of.Reuse[Index] : nullptr;
}

/// What the attribute counts; null if it does not count.
static size_t Pool::Counts::*countOf(lorchaMemPoolAttr Attribute) {
  switch (Attribute) {
  case lorchaMemPoolAttrReservedMemCurrent:
    return &Pool::Counts::Reserved;
  case lorchaMemPoolAttrReservedMemHigh:
    return &Pool::Counts::ReservedHigh;
  case lorchaMemPoolAttrUsedMemCurrent:
    return &Pool::Counts::Used;
  case lorchaMemPoolAttrUsedMemHigh:
    return &Pool::Counts::UsedHigh;
  default:
    return nullptr;
  }
}

lorchaError_t lorchaMemPoolSetAttribute(lorchaMemPool_t Handle, lorchaMemPoolAttr Attribute, void *Value) {
  auto Body = [&] {
    auto Found = findPool(Handle);
    if (!Found || !Value)
      return Status::InvalidValue;
    bool IsHigh = Attribute == lorchaMemPoolAttrReservedMemHigh || Attribute == lorchaMemPoolAttrUsedMemHigh;
    if (std::atomic<int> *Reuse = reuseOf(*Found, Attribute))
      Reuse->store(*static_cast<int *>(Value));
    else if (Attribute == lorchaMemPoolAttrReleaseThreshold)
      Found->ReleaseThreshold.store(*static_cast<uint64_t *>(Value));
    else if (IsHigh && *static_cast<uint64_t *>(Value) == 0)
      Found->resetHigh(countOf(Attribute));
    else
      return Status::InvalidValue;
    return Status::Success;
  };
  return call(__func__, Body, Handle, Attribute, Value);
}

lorchaError_t lorchaMemPoolGetAttribute(lorchaMemPool_t Handle, lorchaMemPoolAttr Attribute, void *Value) {
  auto Body = [&] {
    auto Found = findPool(Handle);
    if (!Found || !Value)
      return Status::InvalidValue;
    if (std::atomic<int> *Reuse = reuseOf(*Found, Attribute))
      *static_cast<int *>(Value) = Reuse->load();
    else if (Attribute == lorchaMemPoolAttrReleaseThreshold)
      *static_cast<uint64_t *>(Value) = Found->ReleaseThreshold.load();
    else if (size_t Pool::Counts::*Count = countOf(Attribute))
      *static_cast<uint64_t *>(Value) = Found->counts().*Count;
    else
      return Status::InvalidValue;
    return Status::Success;
  };
  return call(__func__, Body, Handle, Attribute, Value);
}

/// Whether there is such a place; of host nodes as well.
static Status checkPlace(const lorchaMemLocation &Place) {
  PoolKind Kind;
  return Place.type == lorchaMemLocationTypeDevice && !findDevice(Place.id)
             ? Status::InvalidDevice
             : toKind(Place, lorchaMemAllocationTypePinned, Kind);
}

/// The host may or may not be able to touch memory of devices; devices of one backend share memory, and that
/// of hosts.
static bool hasAccess(const Pool &Of, const lorchaMemLocation &Place) {
  return Place.type == lorchaMemLocationTypeDevice || Of.kind().At != PoolKind::Place::Device ||
         Of.kind().IsManaged || Of.device().facts().HostUsesDeviceMemory;
}

lorchaError_t lorchaMemPoolSetAccess(lorchaMemPool_t Handle, const lorchaMemAccessDesc *List, size_t Count) {
  auto Body = [&] {
    auto Found = findPool(Handle);
    if (!Found || (Count && !List))
      return Status::InvalidValue;
    for (size_t I = 0; I < Count; ++I) {
      if (Status Known = checkPlace(List[I].location); Known != Status::Success)
        return Known;
      if (List[I].flags != lorchaMemAccessFlagsProtNone && !hasAccess(*Found, List[I].location))
        return Status::NotSupported;
    }
    return Status::Success; // who can have access has it
  };
  return call(__func__, Body, Handle, List, Count);
}

lorchaError_t lorchaMemPoolGetAccess(lorchaMemAccessFlags *Result, lorchaMemPool_t Handle,
                                     lorchaMemLocation *Place) {
  auto Body = [&] {
    auto Found = findPool(Handle);
    if (!Result || !Place || !Found)
      return Status::InvalidValue;
    Status Known = checkPlace(*Place);
    if (Known == Status::Success)
      *Result = hasAccess(*Found, *Place) ? lorchaMemAccessFlagsProtReadWrite : lorchaMemAccessFlagsProtNone;
    return Known;
  };
  return call(__func__, Body, Result, Handle, Place);
}
