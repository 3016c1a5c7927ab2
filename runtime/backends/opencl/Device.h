// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One OpenCL device: its context, memory, queues, kernels and variables. Nothing is made before it is used.
#ifndef LORCHA_OPENCL_DEVICE_H
#define LORCHA_OPENCL_DEVICE_H

#include "backends/opencl/AddressSpace.h"
#include "backends/opencl/Kernels.h"
#include "backends/opencl/Queue.h"
#include "backends/opencl/Timing.h"
#include "backends/opencl/Variables.h"
#include "core/Backend.h"
#include <atomic>
#include <memory>
#include <mutex>

namespace lorcha::runtime::opencl {

/// Thread-safe as Backend.h asks for.
class OpenClDevice final : public BackendDevice {
public:
  OpenClDevice(cl_platform_id Platform, cl_device_id Id, Capabilities Can);

  const DeviceFacts &facts() const override { return Facts; }
  void *allocate(MemoryKind Kind, size_t Bytes) override;
  Status release(MemoryKind Kind, void *Memory, size_t Bytes) override;
  size_t freeMemory() const override;
  std::unique_ptr<BackendQueue> makeQueue(int Priority, Status &Result) override;
  Status copy(BackendQueue *On, const CopyRequest &Request) override;
  Status fill(BackendQueue *On, const FillRequest &Request) override;
  Status prepare(LaunchRequest &Request) override;
  Status launch(BackendQueue *On, const LaunchRequest &Request, GridScope &) override;
  Status locateVariable(const void *Symbol, VariablePlace &Result) override;
  void forget(const DeviceModule &Program) override;
  void setLimits(const DeviceLimits &New) override;
  void trim() override;

  const Capabilities &can() const { return Can; }
  /// Valid once start() has succeeded.
  const DeviceHandles &handles() const { return Handles; }
  AddressSpace &memory() const { return *Memory; }
  VariableBlocks &variables() { return Variables; }
  DeviceClock &clock() { return Clock; }

  /// Makes context, service queue and memory, the first time. Cheap later.
  Status start();
  /// What the queue's work up to the ticket shared with the host becomes the host's.
  cl_int takeBack(Queue &On, uint64_t Ticket);

  /// A copy by the service queue that is done when this returns.
  cl_int copyByService(void *To, const void *From, size_t Bytes);
  Status copyNow(void *To, const void *From, size_t Bytes);

private:
  friend class Submission;
  Status checkShape(const CompiledKernel &Kernel, const LaunchRequest &Request) const;
  Status startOnce();
  /// The device's heap, made at the first use. Null with a status if there is no room.
  const HiddenBlock *heap(Status &Result);
  /// The locks of 64-bit atomics, for devices without them; likewise.
  const HiddenBlock *locks(Status &Result);
  /// Makes a block of zeros, the first time. Wants HeapMutex held.
  const HiddenBlock *zeroedBlock(HiddenBlock &Block, size_t Bytes, Status &Result);

  const Capabilities Can;
  DeviceFacts Facts;
  DeviceHandles Handles;
  Context OwnedContext;
  std::unique_ptr<AddressSpace> Memory;
  std::shared_ptr<Queue> Service; ///< a view of the service queue, for requests without one
  std::atomic<bool> IsStarted{false};
  std::mutex StartMutex;   ///< guards starting
  std::mutex ServiceMutex; ///< held during requests without a queue
  KernelTable Kernels;
  VariableBlocks Variables;
  DeviceClock Clock;

  std::mutex HeapMutex; ///< guards what follows
  HiddenBlock Heap, Locks;
  size_t HeapBytes = DeviceLimits().HeapBytes;
};

/// The facts that the API tells of a device with these capabilities.
DeviceFacts factsOf(const Capabilities &Can);

/// The backend; called from the generated list.
std::unique_ptr<Backend> createBackend();

} // namespace lorcha::runtime::opencl

#endif
