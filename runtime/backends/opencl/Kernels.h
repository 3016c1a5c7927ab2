// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels of the program as OpenCL kernels, made when they are first launched.
#ifndef LORCHA_OPENCL_KERNELS_H
#define LORCHA_OPENCL_KERNELS_H

#include "backends/opencl/AddressSpace.h"
#include "backends/opencl/Arguments.h"
#include "backends/opencl/Errors.h"
#include "core/DeviceModules.h"
#include "core/Status.h"
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace lorcha::runtime::opencl {

/// One kernel on one device.
class CompiledKernel {
public:
  CompiledKernel(const FoundKernel &From, std::vector<ClKernel> Made) : From(From), Objects(std::move(Made)) {
    for (const ClKernel &Each : Objects)
      Args.emplace_back(Each.get());
  }

  const DeviceModule &module() const { return *From.Module; }
  const DeviceKernel &description() const { return *From.Kernel; }
  /// The user's name of it.
  const char *name() const { return From.Kernel->Info ? From.Kernel->Info->Name : From.Kernel->Name; }

  size_t MaxThreads = 0; ///< of a block, on this device

  /// Held while arguments are set and the kernel is enqueued.
  std::mutex Mutex;
  /// Of a phase, or (0) of a kernel that is one.
  Arguments &arguments(uint32_t Phase) { return Args[Phase]; }

private:
  const FoundKernel From;
  std::vector<ClKernel> Objects; ///< by phase
  std::vector<Arguments> Args;
};

class ModulePrograms;

/// The kernels of a device. Thread-safe.
class KernelTable {
public:
  /// The kernel, built if need be; null with a status, and after a line that says why, if it cannot be used.
  std::shared_ptr<CompiledKernel> find(const void *Stub, const KernelDescriptor &Descriptor,
                                       const DeviceHandles &On, Status &Result);
  void forget(const DeviceModule &Program);
  void clear();

private:
  struct Entry {
    std::mutex Mutex; ///< held while the kernel is built
    std::shared_ptr<CompiledKernel> Kernel;
  };
  std::shared_ptr<ModulePrograms> programsOf(const DeviceModule &Module, const DeviceHandles &On);

  std::shared_mutex Mutex; ///< guards Entries
  std::unordered_map<const KernelDescriptor *, std::shared_ptr<Entry>> Entries;
  std::mutex ProgramsMutex; ///< guards Programs; taken last
  std::unordered_map<const DeviceModule *, std::shared_ptr<ModulePrograms>> Programs;
};

} // namespace lorcha::runtime::opencl

#endif
