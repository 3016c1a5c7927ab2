// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions whose threads each have two elements of a shared array, by indices that are not neighbours' ones,
// and do nothing but compute new values for these: steps of sorting networks and of fast transforms.
#ifndef LORCHA_ANALYSIS_BUTTERFLIES_H
#define LORCHA_ANALYSIS_BUTTERFLIES_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

std::map<const Region *, Butterfly> findButterflies(const BarrierRegions &Regions, const LoopOrder &Order,
                                                    const KernelUniformity &Kernel,
                                                    const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
