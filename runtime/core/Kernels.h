// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of the program, by the address of their stub. Filled before main by translated code.
#ifndef LORCHA_CORE_KERNELS_H
#define LORCHA_CORE_KERNELS_H

#include "lorcha/device_module.h"
#include "lorcha/kernel.h"
#include <atomic>
#include <cstddef>
#include <vector>

namespace lorcha::runtime {

/// A known kernel and what the program has set for it. Lives for ever, so that who holds one may look at it.
struct KernelEntry {
  const void *Stub;
  std::atomic<const KernelDescriptor *> Descriptor{nullptr}; ///< null while its library is unloaded
  std::atomic<size_t> MaxDynamicShared{0}; ///< bytes; 0 when never set, which means the device's default
  std::atomic<int> Carveout{-1};           ///< per cent; kept, without effect
};

/// Makes the kernel known; the latest descriptor of a stub counts. Any thread, even before main.
void registerKernel(const void *Stub, const KernelDescriptor *Descriptor);
/// Null if no kernel has that stub. Any thread.
KernelEntry *findKernel(const void *Stub);
/// The kernel's library goes: no stub finds it any more. What was set for it goes, too.
void forgetKernel(KernelEntry &Old);

/// What the calling host thread registers while a library is loaded.
struct RegisteredCode {
  std::vector<KernelEntry *> Kernels; ///< in their order; none twice
  std::vector<const DeviceModule *> Modules;

  /// Records for as long as it lives. A library that is loaded meanwhile by the library's own initialisers
  /// has its own record.
  class Recording {
  public:
    explicit Recording(RegisteredCode &Into);
    ~Recording();
    Recording(const Recording &) = delete;

  private:
    RegisteredCode *const Before;
  };
  /// Null if nobody records.
  static RegisteredCode *&current();
};

} // namespace lorcha::runtime

#endif
