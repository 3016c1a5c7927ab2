// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether it can be told what blocks of a kernel have in common.
#ifndef LORCHA_LIB_ANALYSIS_BLOCKEFFECTS_H
#define LORCHA_LIB_ANALYSIS_BLOCKEFFECTS_H

#include "lorcha/Analysis/Reachability.h"

namespace lorcha {

/// Whether BlockDependence knows all of the kernel: its text is one, no function that it calls asks for its
/// block or shares memory by itself, and no block can see what another one does.
bool canCompareBlocks(const FunctionModel &Kernel, const Reach &Reached);

} // namespace lorcha

#endif
