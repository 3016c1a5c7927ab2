// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hints on managed memory. Host and devices share memory here, so hints are checked, remembered, and nothing
// else. What is remembered counts for whole pages, as in CUDA.
#include "api/Managed.h"
#include <sched.h>

namespace lorcha::runtime::api {

static constexpr uintptr_t PageBytes = 4096;

bool mayHint(const void *Pointer, size_t Bytes) {
  if (!Pointer || !Bytes || Bytes > UINTPTR_MAX - PageBytes - reinterpret_cast<uintptr_t>(Pointer))
    return false;
  auto Known = Runtime::get().Memory.find(Pointer);
  return !Known || (Known->From == Allocation::Origin::Managed && Bytes <= Known->bytesFrom(Pointer));
}

bool toPlace(int Ordinal, MemoryPlace &Result) {
  Result = Ordinal == lorchaCpuDeviceId ? MemoryPlace{MemoryPlace::Kind::Host, 0}
                                        : MemoryPlace{MemoryPlace::Kind::Device, Ordinal};
  return Ordinal == lorchaCpuDeviceId || findDevice(Ordinal);
}

bool toPlace(const lorchaMemLocation &Place, MemoryPlace &Result) {
  switch (Place.type) {
  case lorchaMemLocationTypeDevice:
    Result = {MemoryPlace::Kind::Device, Place.id};
    return findDevice(Place.id);
  case lorchaMemLocationTypeHost:
    Result = {MemoryPlace::Kind::Host, 0};
    return true;
  case lorchaMemLocationTypeHostNumaCurrent: {
    unsigned Core, Node;
    Result = {MemoryPlace::Kind::HostNode, getcpu(&Core, &Node) == 0 ? static_cast<int>(Node) : 0};
    return true;
  }
  case lorchaMemLocationTypeHostNuma:
    Result = {MemoryPlace::Kind::HostNode, Place.id};
    return Place.id >= 0;
  default:
    return false;
  }
}

/// Changes what is known of the pages of a range, as far as they belong to its allocation.
template <class ChangeT> static void changeHints(const void *Pointer, size_t Bytes, ChangeT Change) {
  auto Begin = reinterpret_cast<uintptr_t>(Pointer), End = Begin + Bytes;
  Begin &= ~(PageBytes - 1);
  End = (End + PageBytes - 1) & ~(PageBytes - 1);
  if (auto Known = Runtime::get().Memory.find(Pointer)) {
    auto Base = reinterpret_cast<uintptr_t>(Known->Base);
    Begin = std::max(Begin, Base);
    End = std::min(End, Base + Known->Bytes);
  }
  Runtime::get().Hints.change(reinterpret_cast<const void *>(Begin), End - Begin, Change);
}

void notePrefetch(const void *Pointer, size_t Bytes, const MemoryPlace &To) {
  changeHints(Pointer, Bytes, [&](MemoryHints &Said) { Said.Prefetched = To; });
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// PlaceT: the number of a device, or lorchaMemLocation.
template <class PlaceT>
static Status prefetch(const void *Pointer, size_t Bytes, const PlaceT &Place, lorchaStream_t On) {
  MemoryPlace To;
  if (!StreamHandle(On))
    return Status::InvalidResourceHandle;
  if (!toPlace(Place, To))
    return Status::InvalidDevice;
  if (!mayHint(Pointer, Bytes))
    return Status::InvalidValue;
  notePrefetch(Pointer, Bytes, To);
  return Status::Success;
}

lorchaError_t lorchaMemPrefetchAsync(const void *Pointer, size_t Bytes, int Place, lorchaStream_t On) {
  return call(__func__, [&] { return prefetch(Pointer, Bytes, Place, On); }, Pointer, Bytes, Place, On);
}

lorchaError_t lorchaMemPrefetchAsync_v2(const void *Pointer, size_t Bytes, lorchaMemLocation Place,
                                        unsigned Flags, lorchaStream_t On) {
  auto Body = [&] { return Flags ? Status::InvalidValue : prefetch(Pointer, Bytes, Place, On); };
  return call(__func__, Body, Pointer, Bytes, Place, Flags, On);
}

static uint64_t bitOf(const MemoryPlace &Place) {
  return Place.Is == MemoryPlace::Kind::Device ? uint64_t(1) << Place.Id : MemoryHints::HostBit;
}

static void applyAdvice(lorchaMemoryAdvise Advice, const MemoryPlace &Place, MemoryHints &Said) {
  switch (Advice) {
  case lorchaMemAdviseSetReadMostly:
  case lorchaMemAdviseUnsetReadMostly:
    Said.IsReadMostly = Advice == lorchaMemAdviseSetReadMostly;
    return;
  case lorchaMemAdviseSetPreferredLocation:
    Said.Preferred = Place;
    return;
  case lorchaMemAdviseUnsetPreferredLocation:
    Said.Preferred = MemoryPlace();
    return;
  case lorchaMemAdviseSetAccessedBy:
    Said.AccessedBy |= bitOf(Place);
    return;
  case lorchaMemAdviseUnsetAccessedBy:
    Said.AccessedBy &= ~bitOf(Place);
    return;
  }
}

template <class PlaceT>
static Status advise(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice, const PlaceT &Place) {
  if (!mayHint(Pointer, Bytes))
    return Status::InvalidValue;
  MemoryPlace Where;
  bool IsPlace = toPlace(Place, Where);
  switch (Advice) {
  case lorchaMemAdviseSetReadMostly:
  case lorchaMemAdviseUnsetReadMostly:
  case lorchaMemAdviseUnsetPreferredLocation:
    break; // for these the place is ignored
  case lorchaMemAdviseSetPreferredLocation:
  case lorchaMemAdviseSetAccessedBy:
  case lorchaMemAdviseUnsetAccessedBy:
    if (!IsPlace)
      return Status::InvalidDevice;
    break;
  default:
    return Status::InvalidValue;
  }
  changeHints(Pointer, Bytes, [&](MemoryHints &Said) { applyAdvice(Advice, Where, Said); });
  return Status::Success;
}

lorchaError_t lorchaMemAdvise(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice, int Place) {
  return call(__func__, [&] { return advise(Pointer, Bytes, Advice, Place); }, Pointer, Bytes, Advice, Place);
}

lorchaError_t lorchaMemAdvise_v2(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice,
                                 lorchaMemLocation Place) {
  return call(__func__, [&] { return advise(Pointer, Bytes, Advice, Place); }, Pointer, Bytes, Advice, Place);
}
