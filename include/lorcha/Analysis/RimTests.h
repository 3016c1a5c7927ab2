// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comparisons whose answer is the same for all threads of a row but a few at its ends, its rim: whether an
// index is inside of an array or image. The code of the others is compiled as if the answer were known, so
// that nothing in it needs a mask for them.
#ifndef LORCHA_ANALYSIS_RIMTESTS_H
#define LORCHA_ANALYSIS_RIMTESTS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// By region, what is known of its code inside.
std::map<const Region *, Rim> findRims(const BarrierRegions &Regions, const LoopOrder &Order,
                                       const KernelUniformity &Kernel, bool IsKernel);

/// The same for a kernel whose body is one loop over threads.
Rim findWholeRim(const BarrierRegions &Regions, const LoopOrder &Order, const KernelUniformity &Kernel,
                 const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
