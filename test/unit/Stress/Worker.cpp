// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a host thread does between operations: which streams it chooses, when it waits, when it makes new
// ones.
#include "Cells.h"
#include <algorithm>

namespace lorcha::stress {

/// So much work may be in a stream before a thread that puts more in waits for it.
static constexpr unsigned MostUnderWay = 128;

static void touchStream(Slot &On, Random &From) {
  if (++On.SinceWait >= MostUnderWay || From.oneIn(500)) {
    LORCHA_EXPECT(lorchaStreamSynchronize(On.Stream));
    On.SinceWait = 0;
  } else if (From.oneIn(20)) {
    if (lorchaError_t Result = lorchaStreamQuery(On.Stream); Result != lorchaSuccess)
      expectNotReady(Result);
  } else if (From.oneIn(100)) {
    On.renew(From);
  }
}

/// An operation in the legacy default stream, which all blocking streams stand behind, or in this thread's.
static void putInDefaultStream(World &All, Slot &Other, Random &From) {
  Slot Default;
  Default.Device = static_cast<int>(From.below(static_cast<size_t>(All.Devices)));
  Default.Stream = From.oneIn(2) ? lorchaStreamLegacy : lorchaStreamPerThread;
  Default.Life = Slot::newLife(); // whoever comes next waits
  putRandomOperation(All, Default, Other, From);
}

void work(World &All, size_t FirstSlot, size_t OwnSlots, size_t Operations, uint64_t Seed) {
  Random From(Seed);
  size_t Count = All.Slots.size();
  for (size_t I = 0; I < Operations; ++I) {
    size_t Mine = From.oneIn(10) ? From.below(Count) : FirstSlot + From.below(OwnSlots);
    size_t Further = (Mine + 1 + From.below(Count - 1)) % Count;
    std::unique_lock<std::mutex> Low(All.Slots[std::min(Mine, Further)]->Lock);
    std::unique_lock<std::mutex> High(All.Slots[std::max(Mine, Further)]->Lock);
    Slot &On = *All.Slots[Mine];
    if (From.oneIn(200)) {
      putInDefaultStream(All, *All.Slots[Further], From);
      continue;
    }
    putRandomOperation(All, On, *All.Slots[Further], From);
    touchStream(On, From);
    if (From.oneIn(5000)) {
      std::unique_lock<std::shared_mutex> Alone(captures());
      LORCHA_EXPECT(lorchaDeviceSynchronize());
    }
  }
}

} // namespace lorcha::stress
