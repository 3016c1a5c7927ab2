// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An ordered map of ranges, split where what has been said changes.
#include "core/MemoryHints.h"
#include <mutex>

namespace lorcha::runtime {

void HintMap::splitAt(uintptr_t Address) {
  auto Next = Parts.lower_bound(Address);
  if (Next == Parts.begin())
    return;
  Part &Before = std::prev(Next)->second;
  if (Before.End <= Address)
    return;
  Parts.emplace_hint(Next, Address, Part{Before.End, Before.Said});
  Before.End = Address;
}

void HintMap::change(const void *Begin, size_t Bytes, const std::function<void(MemoryHints &)> &Change) {
  auto Address = reinterpret_cast<uintptr_t>(Begin), End = Address + Bytes;
  std::unique_lock<std::shared_mutex> Lock(Mutex);
  splitAt(Address);
  splitAt(End);
  while (Address < End) {
    auto Place = Parts.lower_bound(Address);
    if (Place == Parts.end() || Place->first != Address) { // nothing has been said up to the next part
      uintptr_t Gap = Place == Parts.end() ? End : std::min(End, Place->first);
      Place = Parts.emplace_hint(Place, Address, Part{Gap, {}});
    }
    Address = Place->second.End;
    Change(Place->second.Said);
    if (Place->second.Said.isNothing())
      Parts.erase(Place);
  }
}

void HintMap::visit(const void *Begin, size_t Bytes,
                    const std::function<void(const MemoryHints &)> &Look) const {
  auto Address = reinterpret_cast<uintptr_t>(Begin), End = Address + Bytes;
  std::shared_lock<std::shared_mutex> Lock(Mutex);
  auto Place = Parts.upper_bound(Address);
  if (Place != Parts.begin() && std::prev(Place)->second.End > Address)
    --Place;
  for (; Address < End; ++Place) {
    if (Place == Parts.end() || Place->first > Address)
      Look(MemoryHints());
    if (Place == Parts.end() || Place->first >= End)
      return;
    Look(Place->second.Said);
    Address = Place->second.End;
  }
}

void HintMap::forget(const void *Begin, size_t Bytes) {
  {
    std::shared_lock<std::shared_mutex> Lock(Mutex);
    if (Parts.empty())
      return;
  }
  change(Begin, Bytes, [](MemoryHints &Said) { Said = MemoryHints(); });
}

} // namespace lorcha::runtime
