// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What loops whose rounds are spans load from memory: the block can ask for the next round's elements while
// it works on this one's. Processors find out by themselves where rounds follow each other in memory, not
// where a grid lies between.
#ifndef LORCHA_ANALYSIS_SPANLOADS_H
#define LORCHA_ANALYSIS_SPANLOADS_H

#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

/// By loop, the elements that neighbouring threads have side by side, and whose addresses the counter tells.
std::map<const Region *, std::vector<ThreadCode>> findSpanLoads(const BarrierRegions &Regions,
                                                                const LoopOrder &Order);

} // namespace lorcha

#endif
