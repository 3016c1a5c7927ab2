// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges between threads of a block that are more than a warp and less than the block.
#include "backends/cpu/FiberSwitch.h"
#include <algorithm>

namespace lorcha::runtime::cpu {

/// How many threads of the part have not exited.
unsigned FiberGroup::liveOf(const PartExchange &Part) const {
  unsigned Result = 0;
  for (unsigned I = Part.First; I < std::min(Part.First + Part.Count, ThreadCount); ++I)
    Result += Warps[I / WarpSize].Live >> I % WarpSize & 1;
  return Result;
}

static void closePhase(PartExchange &Part) {
  Part.Arrived = 0;
  ++Part.Phase;
}

/// Those whose last threads have exited instead of coming. Called when nobody can run.
void FiberGroup::completeParts() {
  for (const std::unique_ptr<PartExchange> &Each : Parts)
    if (Each->Arrived && Each->Arrived == liveOf(*Each))
      closePhase(*Each);
}

const void *FiberGroup::partExchange(unsigned First, unsigned Count, const void *Value, uint32_t Bytes,
                                     const unsigned char **Present) {
  auto IsSame = [&](const std::unique_ptr<PartExchange> &Each) {
    return Each->First == First && Each->Count == Count;
  };
  auto Found = std::find_if(Parts.begin(), Parts.end(), IsSame);
  if (Found == Parts.end()) {
    Found = Parts.insert(Found, std::make_unique<PartExchange>());
    (*Found)->First = First;
    (*Found)->Count = Count;
  }
  PartExchange &Part = **Found;
  const uint32_t Mine = Part.Phase;
  std::vector<char> &Slots = Part.Slots[Mine % 2];
  std::vector<unsigned char> &Filled = Part.Present[Mine % 2];
  if (Part.Arrived == 0) {
    Slots.resize(std::max(Slots.size(), size_t(Bytes) * Count));
    Filled.assign(Count, 0);
  }
  const unsigned Rank = Running->Index - First;
  if (Bytes)
    std::memcpy(Slots.data() + size_t(Rank) * Bytes, Value, Bytes);
  Filled[Rank] = 1;
  if (++Part.Arrived == liveOf(Part))
    closePhase(Part);
  while (Part.Phase == Mine)
    waitForChange(&Part.Phase, Mine, /*IsForOthers=*/false);
  *Present = Filled.data();
  return Slots.data();
}

} // namespace lorcha::runtime::cpu
