// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a block of rows loads in the next round of a loop in which its threads wait for each other, as those
// do that fill tiles: it can ask for that while it works with this round's. The rows are short, and the next
// round's may lie anywhere, so that processors do not find them by themselves.
#ifndef LORCHA_ANALYSIS_ROUNDLOADS_H
#define LORCHA_ANALYSIS_ROUNDLOADS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// By loop. None if the function does not know rows.
std::map<const Region *, RoundLoads> findRoundLoads(const BarrierRegions &Regions, const LoopOrder &Order,
                                                    const KernelUniformity &Kernel,
                                                    const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
