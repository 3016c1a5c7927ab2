// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How many blocks fit on one compute unit, by the limits that the device states.
#ifndef LORCHA_CORE_OCCUPANCY_H
#define LORCHA_CORE_OCCUPANCY_H

#include "core/Backend.h"

namespace lorcha::runtime {

/// Blocks of that many threads and bytes of shared memory that one compute unit holds at once; 0 if not even
/// one fits.
unsigned blocksPerComputeUnit(const DeviceFacts &Facts, uint64_t ThreadsPerBlock, size_t SharedBytes);

/// The most shared memory that Blocks blocks on one compute unit may have each.
size_t sharedBytesFor(const DeviceFacts &Facts, unsigned Blocks);

} // namespace lorcha::runtime

#endif
