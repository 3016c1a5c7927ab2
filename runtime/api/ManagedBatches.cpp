// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Batches of ranges of managed memory that are to be moved or whose contents do not matter any more. Nothing
// needs to move here, and contents that nobody may look at are left as they are.
#include "api/Batches.h"
#include "api/Managed.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
/// Ranges of memory, as a program hands them over.
struct Ranges {
  void **Pointers;
  size_t *Bytes;
  size_t Count;
};

/// Places of ranges: the one with index I is for the ranges from First[I] on.
struct Places {
  lorchaMemLocation *List;
  size_t *First;
  size_t Count;
};
} // namespace

static Status check(const Ranges &All, unsigned long long Flags, lorchaStream_t Handle) {
  if (Status Good = checkBatchStream(Handle); Good != Status::Success)
    return Good;
  if (!All.Pointers || !All.Bytes || !All.Count || Flags)
    return Status::InvalidValue;
  for (size_t I = 0; I < All.Count; ++I)
    if (!mayHint(All.Pointers[I], All.Bytes[I]))
      return Status::InvalidValue;
  return refuseIfCaptured(*StreamHandle(Handle));
}

static Status prefetch(const Ranges &All, const Places &To, unsigned long long Flags, lorchaStream_t Handle) {
  if (Status Good = check(All, Flags, Handle); Good != Status::Success)
    return Good;
  if (!To.List || !areBatchStarts(To.First, To.Count, All.Count))
    return Status::InvalidValue;
  std::vector<MemoryPlace> Each(To.Count);
  for (size_t I = 0; I < To.Count; ++I)
    if (!toPlace(To.List[I], Each[I]))
      return Status::InvalidDevice;
  size_t Now = 0;
  for (size_t I = 0; I < All.Count; ++I) {
    if (Now + 1 < To.Count && To.First[Now + 1] == I)
      ++Now;
    notePrefetch(All.Pointers[I], All.Bytes[I], Each[Now]);
  }
  return Status::Success;
}

lorchaError_t lorchaMemPrefetchBatchAsync(void **Pointers, size_t *Bytes, size_t Count, lorchaMemLocation *To,
                                          size_t *First, size_t PlaceCount, unsigned long long Flags,
                                          lorchaStream_t On) {
  auto Body = [&] { return prefetch({Pointers, Bytes, Count}, {To, First, PlaceCount}, Flags, On); };
  return call(__func__, Body, Pointers, Bytes, Count, To, First, PlaceCount, Flags, On);
}

lorchaError_t lorchaMemDiscardBatchAsync(void **Pointers, size_t *Bytes, size_t Count,
                                         unsigned long long Flags, lorchaStream_t On) {
  auto Body = [&] { return check({Pointers, Bytes, Count}, Flags, On); };
  return call(__func__, Body, Pointers, Bytes, Count, Flags, On);
}

lorchaError_t lorchaMemDiscardAndPrefetchBatchAsync(void **Pointers, size_t *Bytes, size_t Count,
                                                    lorchaMemLocation *To, size_t *First, size_t PlaceCount,
                                                    unsigned long long Flags, lorchaStream_t On) {
  auto Body = [&] { return prefetch({Pointers, Bytes, Count}, {To, First, PlaceCount}, Flags, On); };
  return call(__func__, Body, Pointers, Bytes, Count, To, First, PlaceCount, Flags, On);
}
