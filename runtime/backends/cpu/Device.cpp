// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Devices of the CPU backend: one, or as many as LORCHA_CPU_DEVICES says (to try programs for several
// devices), and what they say about the machine.
#include "backends/cpu/Device.h"
#include "core/Log.h"
#include "core/Settings.h"
#include <cstdlib>
#include <fstream>
#include <sched.h>
#include <string>
#include <unistd.h>

namespace lorcha::runtime::cpu {

static constexpr unsigned MaxDevices = 16;

/// Value of the first line "Key : value" of a file like /proc/cpuinfo; empty if there is none.
static std::string readField(const char *Path, const std::string &Key) {
  std::ifstream File(Path);
  for (std::string Line; std::getline(File, Line);) {
    size_t Colon = Line.find(':');
    if (Colon == std::string::npos || Line.compare(0, Key.size(), Key) != 0)
      continue;
    size_t Begin = Line.find_first_not_of(" \t", Colon + 1);
    return Begin == std::string::npos ? std::string() : Line.substr(Begin);
  }
  return {};
}

/// Cores that this process may run on.
static unsigned coreCount() {
  cpu_set_t Set;
  if (sched_getaffinity(0, sizeof(Set), &Set) == 0 && CPU_COUNT(&Set) > 0)
    return static_cast<unsigned>(CPU_COUNT(&Set));
  long Online = sysconf(_SC_NPROCESSORS_ONLN);
  return Online > 0 ? static_cast<unsigned>(Online) : 1;
}

DeviceFacts probeFacts() {
  DeviceFacts Facts;
  std::string Model = readField("/proc/cpuinfo", "model name");
  Facts.Name = "Lorcha CPU" + (Model.empty() ? std::string() : " (" + Model + ")");
  Facts.ComputeUnits = coreCount();
  Facts.ClockKiloHertz = 1000000; // what clock64() counts: programs divide by it
  Facts.MemoryClockKiloHertz = 1600000; // not to be had without privileges: DDR4-3200, two channels
  Facts.MemoryBusBits = 128;
  long CacheBytes = sysconf(_SC_LEVEL3_CACHE_SIZE);
  Facts.L2CacheBytes = CacheBytes > 0 ? static_cast<size_t>(CacheBytes) : 1 << 20;
  Facts.TotalMemory =
      static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
  Facts.Integrated = true;
  Facts.Cooperative = true;
  Facts.SharesMemory = true;
  Facts.KernelsUsePageableMemory = Facts.ConcurrentManaged = true;
  Facts.BackendName = "cpu";
  Facts.Details = {{"addresses", "the host's"}};
  readComputeCapability(Facts);
  return Facts;
}

namespace {
class CpuBackend final : public Backend {
public:
  const char *name() const override { return "cpu"; }
  std::vector<BackendDevice *> devices() override {
    const char *Text = std::getenv("LORCHA_CPU_DEVICES");
    unsigned long Count = Text ? std::strtoul(Text, nullptr, 10) : 1;
    if (Text && (Count < 1 || Count > MaxDevices)) {
      warn("LORCHA_CPU_DEVICES: '{}' is not a number from 1 to {}", Text, MaxDevices);
      Count = 1;
    }
    DeviceFacts Facts = probeFacts();
    Facts.TotalMemory /= Count;
    std::vector<BackendDevice *> Found;
    for (unsigned long I = 0; I < Count; ++I) {
      Owned.push_back(std::make_unique<CpuDevice>(Facts));
      Found.push_back(Owned.back().get());
    }
    return Found;
  }

private:
  std::vector<std::unique_ptr<CpuDevice>> Owned;
};
} // namespace

std::unique_ptr<Backend> createBackend() { return std::make_unique<CpuBackend>(); }

} // namespace lorcha::runtime::cpu
