// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chooses the backend and makes the devices.
#include "core/Runtime.h"
#include "core/Log.h"
#include "core/Memory.h"
#include "core/Settings.h"
#include "core/ThreadPool.h"
#include <chrono>
#include <cstdlib>
#include <thread>

namespace lorcha::runtime {

/// How long the end of the program waits for work that nobody has waited for.
static constexpr unsigned ExitWaitMilliseconds = 5000;

static std::atomic<Runtime *> Alive{nullptr};

Runtime &Runtime::get() {
  static Runtime *const Only = new Runtime; // never destroyed
  return *Only;
}

Runtime *Runtime::getIfAlive() { return Alive.load(std::memory_order_acquire); }

/// Work that nobody has waited for still gets some time. Comes before the drivers' own ends, because drivers
/// were loaded before this was registered.
static void atEnd() {
  Runtime *All = Alive.exchange(nullptr);
  uint64_t Deadline = nowNanoseconds() + uint64_t(ExitWaitMilliseconds) * 1000000;
  ThreadPool::get().waitUntilQuiet(ExitWaitMilliseconds);
  for (unsigned I = 0; I < All->deviceCount(); ++I) {
    Device &Each = All->device(I);
    if (!Each.facts().Asynchronous)
      continue;
    while (!Each.isIdle() && nowNanoseconds() < Deadline)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  while (isTraced() && timeline::isAnyUnderWay() && nowNanoseconds() < Deadline)
    std::this_thread::sleep_for(std::chrono::microseconds(200));
}

Runtime::Runtime() {
  std::vector<BackendDevice *> Found;
  for (std::unique_ptr<Backend> &Each : createBackends()) {
    if (!isBackendWanted(Each->name()))
      continue;
    for (BackendDevice *Device : Each->devices())
      Found.push_back(Device);
    Backends.push_back(std::move(Each));
  }
  for (BackendDevice *Each : chooseDevices(Found))
    Devices.push_back(std::make_unique<Device>(static_cast<unsigned>(Devices.size()), *Each));
  const char *Wanted = std::getenv("LORCHA_BACKEND");
  if (Devices.empty())
    say("no device{}{}", Wanted ? " of LORCHA_BACKEND=" : "", Wanted ? Wanted : "");
  Alive.store(this, std::memory_order_release);
  std::atexit(atEnd);
}

Runtime::ThreadState &Runtime::thread() {
  // Asked several times in every call. The library has room for this where it is loaded late, too.
  static thread_local ThreadState State __attribute__((tls_model("initial-exec")));
  return State;
}

void Runtime::reset(Device &On) {
  abandonCaptures(On);
  On.synchronize();
  On.releaseReached(/*Waits=*/true);
  Streams.removeIf([&](Stream &Each) { return &Each.device() == &On; });
  Events.removeIf([&](Event &Each) { return &Each.device() == &On; });
  Textures.removeIf([&](TextureObject &Each) { return Each.device() == &On; });
  Arrays.removeIf([&](Array &Each) { return &Each.device() == &On; });
  MipmappedArrays.removeIf([&](MipmappedArray &Each) { return &Each.Levels.front()->device() == &On; });
  // Graphs are of no device, but what is in them may be. Inner graphs go with the outer ones.
  for (const std::shared_ptr<ExecutableGraph> &Each : ExecutableGraphs.all())
    if (Each->uses(On))
      ExecutableGraphs.remove(Each.get());
  for (const std::shared_ptr<Graph> &Each : Graphs.all())
    if (!Each->Outer && Each->uses(On))
      Graphs.remove(Each.get());
  On.GraphMemory.endAll();
  On.resetPools();
  On.forgetQueues();
  while (std::optional<Allocation> Old = Memory.removeAny(On))
    (void)releaseStorage(*Old);
  On.setLimits(DeviceLimits());
  On.Flags.store(0);
  On.CacheConfig.store(0);
  On.Peers.store(0);
  On.backend().trim();
  On.clearFailure();
}

} // namespace lorcha::runtime
