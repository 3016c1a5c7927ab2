// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Neighbouring regions between which nobody but the lanes of a warp waits for each other: they can be run
// warp by warp, so that what lanes exchange stays in registers from one region to the next.
#ifndef LORCHA_ANALYSIS_WARPGROUPS_H
#define LORCHA_ANALYSIS_WARPGROUPS_H

#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

/// Finds the groups of regions with exchanges whose outcome is known warp by warp. Regions must be complete
/// but for the groups.
std::map<const Region *, WarpGroup> findWarpGroups(const KernelUniformity &Kernel,
                                                   const BarrierRegions &Regions);

} // namespace lorcha

#endif
