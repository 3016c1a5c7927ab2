// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables of kernels and variables over all modules.
#include "core/DeviceModules.h"
#include "core/Kernels.h"
#include "core/LinkedModule.h"
#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
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
  std::map<const void *, std::vector<const DeviceUnit *>> Unlinked; ///< by link group
  std::vector<std::unique_ptr<LinkedModule>> Linked;
};
} // namespace

static ModuleTable &table() {
  static ModuleTable *const Table = new ModuleTable; // never destroyed: modules go when the program ends
  return *Table;
}

static std::atomic<bool> AnyManaged{false}; ///< never false again, which costs little

bool hasManagedVariables() { return AnyManaged.load(std::memory_order_relaxed); }

static std::atomic<bool> AnyUnlinked{false};

static void addTo(ModuleTable &Table, const DeviceModule *Program) {
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
    Table.Variables.insert({reinterpret_cast<uintptr_t>(Each.Host), {Program, &Each}});
  }
}

/// For the library that is being loaded, if one is.
static void record(const DeviceModule &Program) {
  if (RegisteredCode *Record = RegisteredCode::current())
    Record->Modules.push_back(&Program);
}

static void noteManaged(const DeviceModule &Program) {
  for (uint32_t I = 0; I < Program.VariableCount; ++I)
    if (Program.Variables[I].IsManaged)
      AnyManaged.store(true, std::memory_order_relaxed);
}

void addDeviceModule(const DeviceModule *Program) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  noteManaged(*Program);
  record(*Program);
  addTo(Table, Program);
}

void addDeviceUnit(const DeviceUnit *Unit) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  noteManaged(Unit->Module);
  record(Unit->Module);
  Table.Unlinked[Unit->LinkGroup].push_back(Unit);
  AnyUnlinked.store(true, std::memory_order_release);
}

/// Joins the units that have come since.
static void linkUnits(ModuleTable &Table) {
  if (!AnyUnlinked.load(std::memory_order_acquire))
    return;
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  for (auto &[Group, Units] : Table.Unlinked) {
    if (Units.empty())
      continue;
    Table.Linked.push_back(std::make_unique<LinkedModule>(std::move(Units)));
    addTo(Table, &Table.Linked.back()->module());
  }
  Table.Unlinked.clear();
  AnyUnlinked.store(false, std::memory_order_release);
}

template <class MapT> static void eraseOf(MapT &Map, const DeviceModule *Program) {
  for (auto Each = Map.begin(); Each != Map.end();)
    Each = Each->second.Module == Program ? Map.erase(Each) : std::next(Each);
}

static void eraseAllOf(ModuleTable &Table, const DeviceModule *Program) {
  eraseOf(Table.ByStub, Program);
  eraseOf(Table.ByTag, Program);
  eraseOf(Table.Variables, Program);
}

void removeDeviceModule(const DeviceModule *Program) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  eraseAllOf(Table, Program);
}

const DeviceModule *removeDeviceUnit(const DeviceUnit *Unit) {
  ModuleTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  if (auto Waiting = Table.Unlinked.find(Unit->LinkGroup); Waiting != Table.Unlinked.end()) {
    std::vector<const DeviceUnit *> &Units = Waiting->second;
    Units.erase(std::remove(Units.begin(), Units.end(), Unit), Units.end());
  }
  for (const std::unique_ptr<LinkedModule> &Each : Table.Linked)
    if (std::count(Each->units().begin(), Each->units().end(), Unit) != 0) {
      eraseAllOf(Table, &Each->module());
      return &Each->module(); // it stays in memory: those who forget it still name it
    }
  return nullptr;
}

FoundKernel findDeviceKernel(const void *Stub, const KernelDescriptor &Descriptor) {
  ModuleTable &Table = table();
  linkUnits(Table);
  std::shared_lock<std::shared_mutex> Lock(Table.Mutex);
  if (auto Found = Table.ByStub.find(Stub); Found != Table.ByStub.end())
    return Found->second;
  auto Found = Table.ByTag.find({Descriptor.Info, Descriptor.ClosureTag});
  return Found == Table.ByTag.end() ? FoundKernel() : Found->second;
}

FoundVariable findDeviceVariable(const void *Host) {
  auto Address = reinterpret_cast<uintptr_t>(Host);
  ModuleTable &Table = table();
  linkUnits(Table);
  std::shared_lock<std::shared_mutex> Lock(Table.Mutex);
  auto Next = Table.Variables.upper_bound(Address);
  if (Next == Table.Variables.begin())
    return {};
  const FoundVariable &Found = std::prev(Next)->second;
  return Address - std::prev(Next)->first < Found.Variable->Size ? Found : FoundVariable();
}

} // namespace lorcha::runtime
