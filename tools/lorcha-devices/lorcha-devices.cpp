// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `lorcha devices` runs: prints the devices that the runtime finds, as a CUDA program would see them.
// Ends with 3 if there are none.
#include "lorcha/device_details.h"
#include "lorcha/runtime_api.h"
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {
/// What lorchaVisitDeviceDetails tells, in its order.
struct Details {
  std::vector<std::pair<std::string, std::string>> Rows;

  explicit Details(int Index) {
    auto Add = [](void *Context, const char *Name, const char *Text) {
      static_cast<Details *>(Context)->Rows.push_back({Name, Text});
    };
    lorchaVisitDeviceDetails(Index, Add, this);
  }
  std::string operator[](const char *Name) const {
    for (const auto &[Each, Text] : Rows)
      if (Each == Name)
        return Text;
    return {};
  }
};
} // namespace

static void printRow(const char *Name, const std::string &Text) {
  std::printf("   %-28s%s\n", Name, Text.c_str());
}

static void printProperties(const lorchaDeviceProp &Device, const Details &All) {
  auto Number = [](long long Value) { return std::to_string(Value); };
  printRow("memory", Number(static_cast<long long>(Device.totalGlobalMem >> 20)) + " MiB");
  printRow("multiprocessors", Number(Device.multiProcessorCount));
  printRow("clock", Number(Device.clockRate / 1000) + " MHz");
  printRow("compute capability", Number(Device.major) + "." + Number(Device.minor));
  printRow("threads per block", Number(Device.maxThreadsPerBlock) + ", (" + Number(Device.maxThreadsDim[0]) +
                                    "," + Number(Device.maxThreadsDim[1]) + "," +
                                    Number(Device.maxThreadsDim[2]) + ")");
  printRow("shared memory per block",
           Number(static_cast<long long>(Device.sharedMemPerBlock >> 10)) + " KiB");
  printRow("constant memory", Number(static_cast<long long>(Device.totalConstMem >> 10)) + " KiB");
  printRow("warp size", Number(Device.warpSize));
  printRow("managed memory", !Device.managedMemory            ? "no"
                             : Device.concurrentManagedAccess ? "yes"
                                                              : "yes, not while kernels run");
  for (const auto &[Name, Text] : All.Rows)
    if (Name != "backend" && Name != "number")
      printRow(Name.c_str(), Text);
}

/// With an argument, all properties.
int main(int ArgCount, char **) {
  constexpr int ExitNoDevice = 3;
  setenv("LORCHA_BACKEND", "all", /*overwrite=*/0);
  int Count = 0;
  if (lorchaGetDeviceCount(&Count) != lorchaSuccess)
    return ExitNoDevice;
  for (int I = 0; I < Count; ++I) {
    lorchaDeviceProp Device;
    if (lorchaGetDeviceProperties(&Device, I) != lorchaSuccess)
      return ExitNoDevice;
    Details All(I);
    std::printf("%d  %-10s%s\n", I, (All["backend"] + ":" + All["number"]).c_str(), Device.name);
    if (ArgCount > 1)
      printProperties(Device, All);
  }
  return 0;
}
