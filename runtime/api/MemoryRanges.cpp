// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What programs have said about ranges of managed memory, told again.
#include "api/Managed.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// What holds for all bytes of the range: of places, None where they differ.
static MemoryHints commonHints(const void *Pointer, size_t Bytes) {
  MemoryHints Result;
  bool IsFirst = true;
  Runtime::get().Hints.visit(Pointer, Bytes, [&](const MemoryHints &Said) {
    if (IsFirst) {
      Result = Said;
      IsFirst = false;
      return;
    }
    Result.IsReadMostly = Result.IsReadMostly && Said.IsReadMostly;
    Result.AccessedBy &= Said.AccessedBy;
    if (Result.Preferred != Said.Preferred)
      Result.Preferred = MemoryPlace();
    if (Result.Prefetched != Said.Prefetched)
      Result.Prefetched = MemoryPlace();
  });
  return Result;
}

static int ordinalOf(const MemoryPlace &Place) {
  switch (Place.Is) {
  case MemoryPlace::Kind::None:
    return lorchaInvalidDeviceId;
  case MemoryPlace::Kind::Device:
    return Place.Id;
  case MemoryPlace::Kind::Host:
  case MemoryPlace::Kind::HostNode:
    return lorchaCpuDeviceId;
  }
  return lorchaInvalidDeviceId;
}

static lorchaMemLocationType typeOf(const MemoryPlace &Place) {
  switch (Place.Is) {
  case MemoryPlace::Kind::None:
    return lorchaMemLocationTypeInvalid;
  case MemoryPlace::Kind::Device:
    return lorchaMemLocationTypeDevice;
  case MemoryPlace::Kind::Host:
    return lorchaMemLocationTypeHost;
  case MemoryPlace::Kind::HostNode:
    return lorchaMemLocationTypeHostNuma;
  }
  return lorchaMemLocationTypeInvalid;
}

/// The devices, as many as there is room for; the rest of the room gets the number of no device.
static void tellAccessors(uint64_t Bits, int *Result, size_t Count) {
  std::fill(Result, Result + Count, lorchaInvalidDeviceId);
  for (unsigned I = 0; I < 64 && Count; ++I)
    if (Bits >> I & 1) {
      *Result++ = uint64_t(1) << I == MemoryHints::HostBit ? lorchaCpuDeviceId : static_cast<int>(I);
      --Count;
    }
}

static Status tellRange(void *Data, size_t DataBytes, lorchaMemRangeAttribute Attribute,
                        const MemoryHints &Said) {
  auto *Result = static_cast<int *>(Data);
  if (!Data || !DataBytes || DataBytes % sizeof(int))
    return Status::InvalidValue;
  if (Attribute == lorchaMemRangeAttributeAccessedBy) {
    tellAccessors(Said.AccessedBy, Result, DataBytes / sizeof(int));
    return Status::Success;
  }
  if (DataBytes != sizeof(int))
    return Status::InvalidValue;
  switch (Attribute) {
  case lorchaMemRangeAttributeReadMostly:
    *Result = Said.IsReadMostly;
    return Status::Success;
  case lorchaMemRangeAttributePreferredLocation:
    *Result = ordinalOf(Said.Preferred);
    return Status::Success;
  case lorchaMemRangeAttributeLastPrefetchLocation:
    *Result = ordinalOf(Said.Prefetched);
    return Status::Success;
  case lorchaMemRangeAttributePreferredLocationType:
    *Result = typeOf(Said.Preferred);
    return Status::Success;
  case lorchaMemRangeAttributePreferredLocationId:
    *Result = Said.Preferred.Id;
    return Status::Success;
  case lorchaMemRangeAttributeLastPrefetchLocationType:
    *Result = typeOf(Said.Prefetched);
    return Status::Success;
  case lorchaMemRangeAttributeLastPrefetchLocationId:
    *Result = Said.Prefetched.Id;
    return Status::Success;
  default:
    return Status::InvalidValue;
  }
}

lorchaError_t lorchaMemRangeGetAttribute(void *Data, size_t DataBytes, lorchaMemRangeAttribute Attribute,
                                         const void *Pointer, size_t Bytes) {
  auto Body = [&] {
    return mayHint(Pointer, Bytes) ? tellRange(Data, DataBytes, Attribute, commonHints(Pointer, Bytes))
                                   : Status::InvalidValue;
  };
  return call(__func__, Body, Data, DataBytes, Attribute, Pointer, Bytes);
}

lorchaError_t lorchaMemRangeGetAttributes(void **Data, size_t *DataBytes, lorchaMemRangeAttribute *Attributes,
                                          size_t Count, const void *Pointer, size_t Bytes) {
  auto Body = [&] {
    if (!Data || !DataBytes || !Attributes || !Count || !mayHint(Pointer, Bytes))
      return Status::InvalidValue;
    MemoryHints Said = commonHints(Pointer, Bytes);
    for (size_t I = 0; I < Count; ++I)
      if (Status Told = tellRange(Data[I], DataBytes[I], Attributes[I], Said); Told != Status::Success)
        return Told;
    return Status::Success;
  };
  return call(__func__, Body, Data, DataBytes, Attributes, Count, Pointer, Bytes);
}
