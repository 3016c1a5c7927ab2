// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools by the place that they are of. Pinned memory of devices is from the devices' own pools; the other
// places get theirs when they are asked for first, and keep them.
#include "api/PoolPlaces.h"
#include "api/Call.h"
#include <mutex>
#include <unistd.h>
#include <vector>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
struct PlacePools {
  std::shared_ptr<Pool> Default, Current;
};
struct PlaceTable {
  std::mutex Mutex;
  std::vector<PlacePools> Places; ///< by the kind of their default pools
};
} // namespace

static PlaceTable &table() {
  static auto *const Table = new PlaceTable; // never destroyed
  return *Table;
}

static bool isNode(int Number) {
  return Number == 0 ||
         (Number > 0 && access(fmt::format("/sys/devices/system/node/node{}", Number).c_str(), F_OK) == 0);
}

Status api::toKind(const lorchaMemLocation &Place, lorchaMemAllocationType Type, PoolKind &Result) {
  if (Type != lorchaMemAllocationTypePinned && Type != lorchaMemAllocationTypeManaged)
    return Status::InvalidValue;
  Result = {PoolKind::Place::Device, Place.id, Type == lorchaMemAllocationTypeManaged};
  switch (Place.type) {
  case lorchaMemLocationTypeDevice:
    return findDevice(Place.id) ? Status::Success : Status::InvalidDevice;
  case lorchaMemLocationTypeHost:
    Result.At = PoolKind::Place::Host;
    Result.Number = 0;
    return Status::Success;
  case lorchaMemLocationTypeHostNuma:
    Result.At = PoolKind::Place::HostNode;
    return isNode(Place.id) ? Status::Success : Status::InvalidValue;
  case lorchaMemLocationTypeNone:
    Result.At = PoolKind::Place::Anywhere;
    Result.Number = 0;
    return Result.IsManaged ? Status::Success : Status::InvalidValue;
  default:
    return Status::InvalidValue;
  }
}

/// Those of a place that is not a device with pinned memory. The table is locked.
static PlacePools &poolsOf(PlaceTable &Table, const PoolKind &Kind) {
  for (PlacePools &Each : Table.Places)
    if (Each.Default->kind() == Kind)
      return Each;
  Device &On =
      Runtime::get().device(Kind.At == PoolKind::Place::Device ? static_cast<unsigned>(Kind.Number) : 0);
  std::shared_ptr<Pool> New = On.makePool(Kind, size_t(0), false);
  return Table.Places.emplace_back(PlacePools{New, New});
}

std::shared_ptr<Pool> api::findPlacePool(lorchaMemPool_t Handle) {
  PlaceTable &Table = table();
  std::lock_guard<std::mutex> Lock(Table.Mutex);
  for (PlacePools &Each : Table.Places)
    if (handleOf(*Each.Default) == Handle)
      return Each.Default;
  return nullptr;
}

void api::leavePlace(const Pool &Old) {
  PlaceTable &Table = table();
  std::lock_guard<std::mutex> Lock(Table.Mutex);
  for (PlacePools &Each : Table.Places)
    if (Each.Current.get() == &Old)
      Each.Current = Each.Default;
}

static bool isOfDevice(const PoolKind &Kind) { return Kind.At == PoolKind::Place::Device && !Kind.IsManaged; }

/// Gives one of the pools of a place: OfDevice(device) or Other.
static Status tellPool(lorchaMemPool_t *Result, const lorchaMemLocation *Place, lorchaMemAllocationType Type,
                       Pool &(Device::*OfDevice)() const, std::shared_ptr<Pool> PlacePools::*Other) {
  PoolKind Kind;
  if (!Result || !Place)
    return Status::InvalidValue;
  if (Status Known = toKind(*Place, Type, Kind); Known != Status::Success)
    return Known;
  if (isOfDevice(Kind)) {
    *Result = handleOf((findDevice(Kind.Number)->*OfDevice)());
    return Status::Success;
  }
  PlaceTable &Table = table();
  std::lock_guard<std::mutex> Lock(Table.Mutex);
  *Result = handleOf(*(poolsOf(Table, Kind).*Other));
  return Status::Success;
}

lorchaError_t lorchaMemGetDefaultMemPool(lorchaMemPool_t *Result, lorchaMemLocation *Place,
                                         lorchaMemAllocationType Type) {
  auto Body = [&] { return tellPool(Result, Place, Type, &Device::defaultPool, &PlacePools::Default); };
  return call(__func__, Body, Result, Place, Type);
}

lorchaError_t lorchaMemGetMemPool(lorchaMemPool_t *Result, lorchaMemLocation *Place,
                                  lorchaMemAllocationType Type) {
  auto Body = [&] { return tellPool(Result, Place, Type, &Device::currentPool, &PlacePools::Current); };
  return call(__func__, Body, Result, Place, Type);
}

lorchaError_t lorchaMemSetMemPool(lorchaMemLocation *Place, lorchaMemAllocationType Type,
                                  lorchaMemPool_t Handle) {
  auto Body = [&] {
    PoolKind Kind;
    if (!Place)
      return Status::InvalidValue;
    if (Status Known = toKind(*Place, Type, Kind); Known != Status::Success)
      return Known;
    std::shared_ptr<Pool> Wanted = findPool(Handle);
    if (!Wanted || !(Wanted->kind() == Kind) || Wanted->isImported())
      return Status::InvalidValue;
    if (isOfDevice(Kind)) {
      findDevice(Kind.Number)->setCurrentPool(*Wanted);
      return Status::Success;
    }
    PlaceTable &Table = table();
    std::lock_guard<std::mutex> Lock(Table.Mutex);
    poolsOf(Table, Kind).Current = std::move(Wanted);
    return Status::Success;
  };
  return call(__func__, Body, Place, Type, Handle);
}
