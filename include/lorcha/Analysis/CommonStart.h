// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that wait often begin with a loop over the grid in which nobody waits or shares:
//   for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
//     sum += in[i];
// Neighbouring blocks can run that together, as joined blocks do (BlockJoining.h); then the threads of each
// make what they make of their sums. Alone, a block reads a kibibyte here and there, the slowest way to
// memory.
#ifndef LORCHA_ANALYSIS_COMMONSTART_H
#define LORCHA_ANALYSIS_COMMONSTART_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/Reachability.h"

namespace lorcha {

struct CommonStart {
  const Region *Last = nullptr; ///< child of the root with the last such loop; null if there is none
  uint64_t OnlySize = 0;        ///< as in BlockJoining
  VariableSet Kept;             ///< variables of the threads that are wanted behind it
};

CommonStart findCommonStart(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                            const BarrierRegions &Regions);

} // namespace lorcha

#endif
