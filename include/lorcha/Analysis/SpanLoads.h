// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What loops whose rounds are spans load from memory: the block can ask for the next round's elements while
// it works on this one's. Processors find out by themselves where rounds follow each other in memory, not
// where a grid lies between. And what blocks load first: while a block exchanges what it has loaded, nothing
// comes from memory, unless it asks for the next block's elements.
#ifndef LORCHA_ANALYSIS_SPANLOADS_H
#define LORCHA_ANALYSIS_SPANLOADS_H

#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

/// By loop, the elements that neighbouring threads have side by side, and whose addresses the counter tells.
std::map<const Region *, std::vector<ThreadCode>> findSpanLoads(const BarrierRegions &Regions,
                                                                const LoopOrder &Order);

/// The loads of a kernel that waits: up to where it waits first, if its blocks have one row.
FirstLoads findFirstLoads(const BarrierRegions &Regions, const LoopOrder &Order,
                          const KernelUniformity &Kernel, const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
