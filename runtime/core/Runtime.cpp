// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chooses the backend and makes the devices.
#include "core/Runtime.h"
#include "core/Log.h"
#include "core/Memory.h"
#include "core/ThreadPool.h"
#include <cstdlib>
#include <string_view>

namespace lorcha::runtime {

/// How long the end of the program waits for work that nobody has waited for.
static constexpr unsigned ExitWaitMilliseconds = 5000;

Runtime &Runtime::get() {
  static Runtime *const Only = new Runtime; // never destroyed
  return *Only;
}

Runtime::Runtime() {
  const char *Wanted = std::getenv("LORCHA_BACKEND");
  Backends = createBackends();
  for (const std::unique_ptr<Backend> &Each : Backends) {
    if (Wanted && *Wanted && std::string_view(Wanted) != Each->name())
      continue;
    for (BackendDevice *Found : Each->devices())
      Devices.push_back(std::make_unique<Device>(static_cast<unsigned>(Devices.size()), *Found));
    if (!Devices.empty())
      break;
  }
  if (Devices.empty())
    say("no device{}{}", Wanted ? " of LORCHA_BACKEND=" : "", Wanted ? Wanted : "");
  std::atexit([] { ThreadPool::get().waitUntilQuiet(ExitWaitMilliseconds); });
}

Runtime::ThreadState &Runtime::thread() {
  static thread_local ThreadState State;
  return State;
}

void Runtime::reset(Device &On) {
  On.synchronize();
  Streams.removeIf([&](Stream &Each) { return &Each.device() == &On; });
  Events.removeIf([&](Event &Each) { return &Each.device() == &On; });
  while (std::optional<Allocation> Old = Memory.removeAny(On))
    releaseStorage(*Old);
  On.setLimits(DeviceLimits());
  On.Flags.store(0);
  On.CacheConfig.store(0);
  On.Peers.store(0);
  On.backend().trim();
  On.clearFailure();
}

} // namespace lorcha::runtime
