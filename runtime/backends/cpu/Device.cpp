// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Devices of the CPU backend, one for each share of the machine's cores, and what they say about it.
#include "backends/cpu/Device.h"
#include "backends/cpu/Faults.h"
#include "core/Settings.h"
#include <fstream>
#include <string>
#include <unistd.h>

namespace lorcha::runtime::cpu {

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

DeviceFacts probeFacts(const CoreShare &Cores, size_t DeviceCount) {
  DeviceFacts Facts;
  std::string Model = readField("/proc/cpuinfo", "model name");
  Facts.Name = "Lorcha CPU" + (Model.empty() ? std::string() : " (" + Model + ")");
  Facts.ComputeUnits = static_cast<unsigned>(Cores.Cores.size());
  Facts.ClockKiloHertz = 1000000;       // what clock64() counts: programs divide by it
  Facts.MemoryClockKiloHertz = 1600000; // not to be had without privileges: DDR4-3200, two channels
  Facts.MemoryBusBits = 128;
  long CacheBytes = sysconf(_SC_LEVEL3_CACHE_SIZE);
  Facts.L2CacheBytes = CacheBytes > 0 ? static_cast<size_t>(CacheBytes) : 1 << 20;
  Facts.TotalMemory =
      static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE)) / DeviceCount;
  Facts.HostNode = Cores.IsPart ? Cores.Node : -1;
  Facts.Integrated = true;
  Facts.Cooperative = true;
  Facts.SharesMemory = Facts.KernelsLaunch = true;
  Facts.KernelsUsePageableMemory = Facts.ConcurrentManaged = true;
  Facts.IsGuarded = isGuarded();
  Facts.BackendName = "cpu";
  Facts.Details = {{"addresses", "the host's"}, {"cores", Cores.text()}};
  readComputeCapability(Facts);
  return Facts;
}

namespace {
class CpuBackend final : public Backend {
public:
  const char *name() const override { return "cpu"; }
  std::vector<BackendDevice *> devices() override {
    watchFaults();
    std::vector<CoreShare> Shares = readCoreShares();
    std::vector<BackendDevice *> Found;
    for (const CoreShare &Each : Shares) {
      Owned.push_back(std::make_unique<CpuDevice>(probeFacts(Each, Shares.size()), Each));
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
