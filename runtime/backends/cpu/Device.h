// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The host's processor as a device.
#ifndef LORCHA_CPU_DEVICE_H
#define LORCHA_CPU_DEVICE_H

#include "backends/cpu/DeviceHeap.h"
#include "backends/cpu/KeptPages.h"
#include "backends/cpu/Parallel.h"
#include "backends/cpu/SmallMemory.h"
#include "backends/cpu/Worker.h"
#include "core/Backend.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace lorcha::runtime::cpu {

/// Thread-safe as Backend.h asks for. Every request is done when its slot returns.
class CpuDevice final : public BackendDevice {
public:
  CpuDevice(DeviceFacts Facts, CoreShare Cores) : Facts(std::move(Facts)), Helpers(std::move(Cores)) {}

  const DeviceFacts &facts() const override { return Facts; }
  void *allocate(MemoryKind Kind, size_t Bytes) override;
  Status release(MemoryKind Kind, void *Memory, size_t Bytes) override;
  Status share(void *Memory, size_t Bytes, SharedMemoryName &Result) override;
  Status openShared(const SharedMemoryName &Name, void **Result) override;
  void closeShared(const SharedMemoryName &Name, void *Memory) override;
  size_t freeMemory() const override;
  Status copy(BackendQueue *, const CopyRequest &Request) override;
  Status fill(BackendQueue *, const FillRequest &Request) override;
  Status prepare(LaunchRequest &Request) override;
  Status launch(BackendQueue *, const LaunchRequest &Request, GridScope &Grid) override;
  Status locateVariable(const void *Symbol, VariablePlace &Result) override;
  void setLimits(const DeviceLimits &New) override {
    StackBytes.store(New.StackBytes, std::memory_order_relaxed);
    Heap.setLimit(New.HeapBytes);
  }
  void trim() override;

  /// A worker for as long as this lives.
  class Lease {
  public:
    Lease(CpuDevice &From, size_t SharedBytes);
    ~Lease();
    Lease(Lease &&) = default;
    BlockMemory &operator*() const { return *Worker; }
    BlockMemory *operator->() const { return Worker.get(); }

  private:
    CpuDevice &From;
    std::unique_ptr<BlockMemory> Worker;
  };

private:
  Status runSpread(LaunchState &Launch, size_t SharedBytes);
  Status runCooperative(LaunchState &Launch, size_t SharedBytes);
  /// Of kernels whose blocks wait for others: each block can step aside.
  Status runWaiting(LaunchState &Launch, size_t SharedBytes);

  const DeviceFacts Facts;
  Workers Helpers;
  std::atomic<size_t> StackBytes{0};
  DeviceHeap Heap;
  std::mutex Mutex;                               ///< guards Free
  std::vector<std::unique_ptr<BlockMemory>> Free; ///< workers that no thread is

  // Memory of kind Device; the biggest is the heap's.
  SmallMemory Small;
  KeptPages Middle;
  /// Makes the memory that begins in that page the device's own again, if others may have it; false if it
  /// cannot.
  bool unshare(void *FirstPage);
  std::atomic<bool> HasShared{false};                               ///< never false again
  std::mutex SharedMutex;                                           ///< guards Shared
  std::unordered_map<void *, std::unique_ptr<SharedMemory>> Shared; ///< by the first page
};

/// The facts of a device that has one of DeviceCount shares of this machine.
DeviceFacts probeFacts(const CoreShare &Cores, size_t DeviceCount);

/// The backend; called from the generated list.
std::unique_ptr<Backend> createBackend();

} // namespace lorcha::runtime::cpu

#endif
