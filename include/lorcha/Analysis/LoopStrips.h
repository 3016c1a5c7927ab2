// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops around the threads of a block go in strips: several rounds stand inside the loop over threads,
// where compilers unroll them, so that what a thread sums up is loaded and stored once per strip.
#ifndef LORCHA_ANALYSIS_LOOPSTRIPS_H
#define LORCHA_ANALYSIS_LOOPSTRIPS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// Loops that the block counts, with one region in their body and nothing that leaves it early.
std::map<const Region *, LoopStrip> findStrips(const BarrierRegions &Regions, const FunctionUniformity &Facts,
                                               const LoopOrder &Order);

} // namespace lorcha

#endif
