// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The registry is made at its first use, so that it works from static initialisers of any library.
#include "core/Kernels.h"
#include <algorithm>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace lorcha::runtime {

namespace {
struct KernelTable {
  std::shared_mutex Mutex;
  std::unordered_map<const void *, std::unique_ptr<KernelEntry>> Entries;
};
} // namespace

static KernelTable &table() {
  static KernelTable *const Table =
      new KernelTable; // never destroyed: launches may come from static destructors
  return *Table;
}

void registerKernel(const void *Stub, const KernelDescriptor *Descriptor) {
  KernelTable &Table = table();
  std::unique_lock<std::shared_mutex> Lock(Table.Mutex);
  std::unique_ptr<KernelEntry> &Entry = Table.Entries[Stub];
  if (!Entry) {
    Entry = std::make_unique<KernelEntry>();
    Entry->Stub = Stub;
  }
  Entry->Descriptor.store(Descriptor, std::memory_order_release);
  if (RegisteredCode *Record = RegisteredCode::current())
    if (std::find(Record->Kernels.begin(), Record->Kernels.end(), Entry.get()) == Record->Kernels.end())
      Record->Kernels.push_back(Entry.get());
}

/// As findKernel, but for kernels that have been forgotten.
static KernelEntry *findEntry(const void *Stub) {
  KernelTable &Table = table();
  std::shared_lock<std::shared_mutex> Lock(Table.Mutex);
  auto Found = Table.Entries.find(Stub);
  return Found == Table.Entries.end() ? nullptr : Found->second.get();
}

KernelEntry *findKernel(const void *Stub) {
  static thread_local KernelEntry *Last = nullptr; // entries stay; programs launch one kernel many times
  if (!Last || Last->Stub != Stub)
    Last = findEntry(Stub);
  return Last && Last->Descriptor.load(std::memory_order_acquire) ? Last : nullptr;
}

void forgetKernel(KernelEntry &Old) {
  Old.Descriptor.store(nullptr, std::memory_order_release);
  Old.MaxDynamicShared.store(0);
  Old.Carveout.store(-1);
}

RegisteredCode *&RegisteredCode::current() {
  static thread_local RegisteredCode *Now = nullptr;
  return Now;
}

RegisteredCode::Recording::Recording(RegisteredCode &Into) : Before(std::exchange(current(), &Into)) {}
RegisteredCode::Recording::~Recording() { current() = Before; }

} // namespace lorcha::runtime
