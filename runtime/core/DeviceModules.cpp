// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables of kernels and variables over all modules.
#include "core/DeviceModules.h"
#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace lorcha::runtime {

namespace {
struct ModuleTable {
  std::shared_mutex Mutex;
  std::unordered_map<const void *, FoundKernel> ByStub;
  std::map<std::pair<const KernelInfo *, uint32_t>, FoundKernel> ByTag;
  std::map<uintptr_t, FoundVariable> Variables; ///< by their host address
};
} // namespace

static ModuleTable &table() {
  static ModuleTable *const Table = new ModuleTable; // never destroyed: modules go when the program ends
  return *Table;
}

static std::atomic<bool> AnyManaged{false}; ///< never false again, which costs little

bool hasManagedVariables() { return AnyManaged.load(std::memory_order_relaxed); }

void addDeviceModule(const DeviceModule *Program) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  for (uint32_t I = 0; I < Program->KernelCount; ++I) {
    const DeviceKernel &Each = Program->Kernels[I];
    // Units that instantiate the same template share the stub; any of the copies will do.
    if (Each.Stub)
      Table.ByStub.insert({Each.Stub, {Program, &Each}});
    else
      Table.ByTag.insert({{Each.Info, Each.ClosureTag}, {Program, &Each}});
  }
  for (uint32_t I = 0; I < Program->VariableCount; ++I) {
    const DeviceVariable &Each = Program->Variables[I];
    if (Each.IsManaged)
      AnyManaged.store(true, std::memory_order_relaxed);
    Table.Variables.insert({reinterpret_cast<uintptr_t>(Each.Host), {Program, &Each}});
  }
}

template <class MapT> static void eraseOf(MapT &Map, const DeviceModule *Program) {
  for (auto Each = Map.begin(); Each != Map.end();)
    Each = Each->second.Module == Program ? Map.erase(Each) : std::next(Each);
}

void removeDeviceModule(const DeviceModule *Program) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  eraseOf(Table.ByStub, Program);
  eraseOf(Table.ByTag, Program);
  eraseOf(Table.Variables, Program);
}

FoundKernel findDeviceKernel(const void *Stub, const KernelDescriptor &Descriptor) {
  ModuleTable &Table = table();
  std::shared_lock<std::shared_mutex> Lock(Table.Mutex);
  if (auto Found = Table.ByStub.find(Stub); Found != Table.ByStub.end())
    return Found->second;
  auto Found = Table.ByTag.find({Descriptor.Info, Descriptor.ClosureTag});
  return Found == Table.ByTag.end() ? FoundKernel() : Found->second;
}

FoundVariable findDeviceVariable(const void *Host) {
  auto Address = reinterpret_cast<uintptr_t>(Host);
  ModuleTable &Table = table();
  std::shared_lock<std::shared_mutex> Lock(Table.Mutex);
  auto Next = Table.Variables.upper_bound(Address);
  if (Next == Table.Variables.begin())
    return {};
  const FoundVariable &Found = std::prev(Next)->second;
  return Address - std::prev(Next)->first < Found.Variable->Size ? Found : FoundVariable();
}

} // namespace lorcha::runtime
