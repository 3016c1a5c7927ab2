// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cuts a structured body into a tree of regions, given what is known of its variables.
#ifndef LORCHA_LIB_ANALYSIS_REGIONBUILDER_H
#define LORCHA_LIB_ANALYSIS_REGIONBUILDER_H

#include "BlockVariables.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// The tree, without liveness. Null, and Obstacle says why, if the body cannot be cut.
std::unique_ptr<Region> buildRegions(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                                     BlockVariables &Variables, const LoopOrder &Order,
                                     std::optional<RegionObstacle> &Obstacle);

/// What the rounds of a loop of lanes do with variables. Its own breaks are not among what leaves.
VariableFlow flowOfRounds(const clang::Stmt *Loop, const LoopCounter &Counter);

} // namespace lorcha

#endif
