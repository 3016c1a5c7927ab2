// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An ordered map of ranges by their beginning.
#include "core/MemoryMap.h"
#include <algorithm>

namespace lorcha::runtime {

MemoryMap::RangeMap::const_iterator MemoryMap::findRange(uintptr_t Address) const {
  auto Next = Ranges.upper_bound(Address);
  if (Next == Ranges.begin())
    return Ranges.end();
  --Next;
  return Address - Next->first < Next->second.Bytes ? Next : Ranges.end();
}

bool MemoryMap::add(const Allocation &New) {
  auto Begin = reinterpret_cast<uintptr_t>(New.Base);
  std::lock_guard<BriefLock> Locked(Lock);
  if (findRange(Begin) != Ranges.end())
    return false;
  auto Next = Ranges.lower_bound(Begin);
  if (Next != Ranges.end() && Next->first - Begin < New.Bytes)
    return false;
  Ranges.emplace(Begin, New);
  return true;
}

void MemoryMap::removeOverlapping(const Allocation &New) {
  auto Begin = reinterpret_cast<uintptr_t>(New.Base);
  std::lock_guard<BriefLock> Locked(Lock);
  auto First = findRange(Begin);
  if (First == Ranges.end())
    First = Ranges.lower_bound(Begin);
  while (First != Ranges.end() && (First->first < Begin || First->first - Begin < New.Bytes))
    First = Ranges.erase(First);
  ++Losses;
}

std::optional<Allocation> MemoryMap::find(const void *Pointer) const {
  std::lock_guard<BriefLock> Locked(Lock);
  auto Found = findRange(reinterpret_cast<uintptr_t>(Pointer));
  if (Found == Ranges.end() || Found->second.IsSuspended)
    return std::nullopt;
  return Found->second;
}

Allocation *MemoryMap::suspend(const void *Base) {
  std::lock_guard<BriefLock> Locked(Lock);
  auto Found = Ranges.find(reinterpret_cast<uintptr_t>(Base));
  if (Found == Ranges.end() || !Found->second.In || Found->second.IsSuspended)
    return nullptr;
  Found->second.IsSuspended = true;
  ++Losses;
  return &Found->second;
}

void MemoryMap::markShared(const void *Base) {
  std::lock_guard<BriefLock> Locked(Lock);
  if (auto Found = Ranges.find(reinterpret_cast<uintptr_t>(Base)); Found != Ranges.end())
    Found->second.IsShared = true;
}

void MemoryMap::resume(Allocation &Range, size_t Bytes) {
  std::lock_guard<BriefLock> Locked(Lock);
  Range.Bytes = Bytes;
  Range.IsSuspended = false;
}

Allocation MemoryMap::removeSuspended(const Allocation &Range) {
  std::lock_guard<BriefLock> Locked(Lock);
  Allocation Old = Range;
  Ranges.erase(reinterpret_cast<uintptr_t>(Old.Base));
  ++Losses;
  return Old;
}

void MemoryMap::giveToGraph(const void *Base, const std::shared_ptr<GraphBlock> &Block) {
  std::lock_guard<BriefLock> Locked(Lock);
  Ranges.at(reinterpret_cast<uintptr_t>(Base)).OfGraph = Block;
}

std::optional<Allocation> MemoryMap::removeAny(const Device &On) {
  std::lock_guard<BriefLock> Locked(Lock);
  auto Found =
      std::find_if(Ranges.begin(), Ranges.end(), [&](const auto &Each) { return Each.second.On == &On; });
  if (Found == Ranges.end())
    return std::nullopt;
  Allocation Old = Found->second;
  Ranges.erase(Found);
  ++Losses;
  return Old;
}

} // namespace lorcha::runtime
