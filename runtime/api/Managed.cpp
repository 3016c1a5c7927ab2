// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hints on managed memory. Host and devices share memory here, so hints are checked and kept in no other way.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Whether the range lies in managed memory (or in ordinary host memory, which devices can use as well).
static bool mayHint(const void *Pointer, size_t Bytes) {
  if (!Pointer || !Bytes)
    return false;
  auto Known = Runtime::get().Memory.find(Pointer);
  return !Known || (Known->From == Allocation::Origin::Managed && Bytes <= Known->bytesFrom(Pointer));
}

static bool isPlace(int Ordinal) { return Ordinal == lorchaCpuDeviceId || findDevice(Ordinal); }

static bool isPlace(const lorchaMemLocation &Place) {
  switch (Place.type) {
  case lorchaMemLocationTypeDevice:
    return findDevice(Place.id);
  case lorchaMemLocationTypeHost:
  case lorchaMemLocationTypeHostNumaCurrent:
    return true;
  case lorchaMemLocationTypeHostNuma:
    return Place.id >= 0;
  default:
    return false;
  }
}

template <class PlaceT>
static Status prefetch(const void *Pointer, size_t Bytes, const PlaceT &Place, lorchaStream_t On) {
  if (!StreamHandle(On))
    return Status::InvalidResourceHandle;
  if (!isPlace(Place))
    return Status::InvalidDevice;
  return mayHint(Pointer, Bytes) ? Status::Success : Status::InvalidValue;
}

lorchaError_t lorchaMemPrefetchAsync(const void *Pointer, size_t Bytes, int Place, lorchaStream_t On) {
  return call(__func__, [&] { return prefetch(Pointer, Bytes, Place, On); }, Pointer, Bytes, Place, On);
}

lorchaError_t lorchaMemPrefetchAsync_v2(const void *Pointer, size_t Bytes, lorchaMemLocation Place,
                                        unsigned Flags, lorchaStream_t On) {
  auto Body = [&] { return Flags ? Status::InvalidValue : prefetch(Pointer, Bytes, Place, On); };
  return call(__func__, Body, Pointer, Bytes, Place, Flags, On);
}

template <class PlaceT>
static Status advise(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice, const PlaceT &Place) {
  if (!mayHint(Pointer, Bytes))
    return Status::InvalidValue;
  switch (Advice) {
  case lorchaMemAdviseSetReadMostly:
  case lorchaMemAdviseUnsetReadMostly:
  case lorchaMemAdviseUnsetPreferredLocation:
    return Status::Success; // for these the place is ignored
  case lorchaMemAdviseSetPreferredLocation:
  case lorchaMemAdviseSetAccessedBy:
  case lorchaMemAdviseUnsetAccessedBy:
    return isPlace(Place) ? Status::Success : Status::InvalidDevice;
  }
  return Status::InvalidValue;
}

lorchaError_t lorchaMemAdvise(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice, int Place) {
  return call(__func__, [&] { return advise(Pointer, Bytes, Advice, Place); }, Pointer, Bytes, Advice, Place);
}

lorchaError_t lorchaMemAdvise_v2(const void *Pointer, size_t Bytes, lorchaMemoryAdvise Advice,
                                 lorchaMemLocation Place) {
  return call(__func__, [&] { return advise(Pointer, Bytes, Advice, Place); }, Pointer, Bytes, Advice, Place);
}
