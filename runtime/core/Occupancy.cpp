// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads, blocks and shared memory are what limits occupancy here; registers do not.
#include "core/Occupancy.h"
#include <algorithm>

namespace lorcha::runtime {

/// Shared memory that the system takes of each block on devices of compute capability 8 and later.
static constexpr size_t ReservedSharedBytes = 1024;

unsigned blocksPerComputeUnit(const DeviceFacts &Facts, uint64_t ThreadsPerBlock, size_t SharedBytes) {
  if (!ThreadsPerBlock || ThreadsPerBlock > Facts.MaxThreadsPerBlock ||
      SharedBytes > Facts.SharedPerBlockOptIn)
    return 0;
  uint64_t Warps = (ThreadsPerBlock + Facts.WarpSize - 1) / Facts.WarpSize;
  uint64_t Blocks = Facts.MaxThreadsPerComputeUnit / (Warps * Facts.WarpSize);
  Blocks = std::min<uint64_t>(Blocks, Facts.SharedPerComputeUnit / (SharedBytes + ReservedSharedBytes));
  return static_cast<unsigned>(std::min<uint64_t>(Blocks, Facts.MaxBlocksPerComputeUnit));
}

size_t sharedBytesFor(const DeviceFacts &Facts, unsigned Blocks) {
  if (!Blocks)
    return 0;
  size_t Share = Facts.SharedPerComputeUnit / Blocks;
  return Share <= ReservedSharedBytes ? 0 : std::min(Share - ReservedSharedBytes, Facts.SharedPerBlockOptIn);
}

} // namespace lorcha::runtime
