// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of the program, by the address of their stub. Filled before main by translated code.
#ifndef LORCHA_CORE_KERNELS_H
#define LORCHA_CORE_KERNELS_H

#include "lorcha/kernel.h"
#include <atomic>
#include <cstddef>

namespace lorcha::runtime {

/// A known kernel and what the program has set for it. Lives for ever.
struct KernelEntry {
  const void *Stub;
  std::atomic<const KernelDescriptor *> Descriptor{nullptr};
  std::atomic<size_t> MaxDynamicShared{0}; ///< bytes; 0 when never set, which means the device's default
  std::atomic<int> Carveout{-1};           ///< per cent; kept, without effect
};

/// Makes the kernel known; the latest descriptor of a stub counts. Any thread, even before main.
void registerKernel(const void *Stub, const KernelDescriptor *Descriptor);
/// Null if no kernel has that stub. Any thread.
KernelEntry *findKernel(const void *Stub);

} // namespace lorcha::runtime

#endif
