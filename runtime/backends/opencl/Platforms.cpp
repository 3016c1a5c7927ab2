// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the OpenCL devices of the machine, and what the API tells of them.
#include "backends/opencl/Device.h"
#include "core/Log.h"
#include "core/Settings.h"
#include <algorithm>

namespace lorcha::runtime::opencl {

static std::string yesNo(bool Value) { return Value ? "yes" : "no"; }

static std::vector<std::pair<std::string, std::string>> detailsOf(const Capabilities &Can) {
  return {{"platform", Can.Platform + ", " + Can.PlatformVersion},
          {"driver", Can.DriverVersion + ", " + Can.DeviceVersion},
          {"addresses", describe(Can.addressMode())},
          {"largest allocation", std::to_string(Can.MaxAllocBytes)},
          {"double", yesNo(Can.Fp64)},
          {"half", yesNo(Can.Fp16)},
          {"64-bit atomics", yesNo(Can.Int64Atomics)},
          {"images", yesNo(Can.Images)},
          {"correctly rounded division", yesNo(Can.CorrectDivide)},
          {"shares the host's memory", yesNo(Can.UnifiedMemory)}};
}

DeviceFacts factsOf(const Capabilities &Can) {
  DeviceFacts Facts;
  const size_t UsualShared = Facts.SharedPerBlock, UsualOptIn = Facts.SharedPerBlockOptIn;
  Facts.Name = Can.Name;
  Facts.BackendName = "opencl";
  Facts.TotalMemory = Can.GlobalBytes;
  Facts.ComputeUnits = Can.ComputeUnits;
  Facts.ClockKiloHertz = Can.ClockMegaHertz * 1000;
  Facts.MemoryClockKiloHertz = 1600000; // OpenCL does not tell
  Facts.MemoryBusBits = 128;
  Facts.L2CacheBytes = Can.CacheBytes;
  Facts.MaxThreadsPerBlock =
      static_cast<unsigned>(std::min<size_t>(Can.MaxGroupItems, Facts.MaxThreadsPerBlock));
  for (int I = 0; I < 3; ++I)
    Facts.MaxBlockDim[I] = static_cast<unsigned>(std::min<size_t>(Can.MaxGroupDim[I], Facts.MaxBlockDim[I]));
  Facts.SharedPerBlock = std::min(Can.LocalBytes, UsualShared);
  Facts.SharedPerBlockOptIn = std::min(Can.LocalBytes, UsualOptIn);
  Facts.SharedPerComputeUnit = std::max(Facts.SharedPerComputeUnit, Facts.SharedPerBlockOptIn + 1024);
  Facts.Integrated = Can.UnifiedMemory;
  Facts.Asynchronous = true;
  Facts.Cooperative = Facts.CooperativeTakesTurns = true; // kernels are split at barriers of the grid
  AddressMode Mode = Can.addressMode();
  Facts.HostUsesDeviceMemory = Mode == AddressMode::SystemSvm || Mode == AddressMode::BufferSvm;
  Facts.KernelsUsePageableMemory = Mode == AddressMode::SystemSvm;
  Facts.ConcurrentManaged = Facts.HostUsesDeviceMemory;
  Facts.Details = detailsOf(Can);
  readComputeCapability(Facts);
  return Facts;
}

namespace {
class OpenClBackend final : public Backend {
public:
  const char *name() const override { return "opencl"; }
  std::vector<BackendDevice *> devices() override {
    std::vector<BackendDevice *> Found;
    if (!loadFunctions())
      return Found;
    cl_uint Count = 0;
    cl_int Code = cl().GetPlatformIDs(0, nullptr, &Count);
    std::vector<cl_platform_id> Platforms(Code == CL_SUCCESS ? Count : 0);
    if (!Platforms.empty())
      Code = cl().GetPlatformIDs(Count, Platforms.data(), nullptr);
    constexpr cl_int NoPlatform = -1001; // of the loader, when no driver is installed
    if (Code != CL_SUCCESS && Code != NoPlatform) {
      failed("clGetPlatformIDs", Code);
      return Found;
    }
    for (cl_platform_id Each : Platforms)
      addDevices(Each, Found);
    // What is not the host's processor comes first: Lorcha has a better way to use that.
    std::vector<BackendDevice *> Sorted;
    for (bool Wanted : {false, true})
      for (BackendDevice *Each : Found)
        if (isProcessor(*Each) == Wanted)
          Sorted.push_back(Each);
    return Sorted;
  }

private:
  static bool isProcessor(const BackendDevice &Device) {
    return static_cast<const OpenClDevice &>(Device).can().Type & CL_DEVICE_TYPE_CPU;
  }
  void addDevices(cl_platform_id Platform, std::vector<BackendDevice *> &Found) {
    cl_uint Count = 0;
    cl_int Code = cl().GetDeviceIDs(Platform, CL_DEVICE_TYPE_ALL, 0, nullptr, &Count);
    std::vector<cl_device_id> Ids(Code == CL_SUCCESS ? Count : 0);
    if (!Ids.empty())
      Code = cl().GetDeviceIDs(Platform, CL_DEVICE_TYPE_ALL, Count, Ids.data(), nullptr);
    if (Code != CL_SUCCESS && Code != CL_DEVICE_NOT_FOUND) {
      failed("clGetDeviceIDs", Code);
      return;
    }
    for (cl_device_id Each : Ids) {
      Capabilities Can;
      if (Code = probeCapabilities(Platform, Each, Can); Code != CL_SUCCESS) {
        failed("clGetDeviceInfo", Code);
        continue;
      }
      Owned.push_back(std::make_unique<OpenClDevice>(Platform, Each, std::move(Can)));
      Found.push_back(Owned.back().get());
    }
  }
  std::vector<std::unique_ptr<OpenClDevice>> Owned;
};
} // namespace

std::unique_ptr<Backend> createBackend() { return std::make_unique<OpenClBackend>(); }

} // namespace lorcha::runtime::opencl
