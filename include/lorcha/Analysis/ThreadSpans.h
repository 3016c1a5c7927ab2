// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions that choose neighbouring threads of a row: they compare something that rises by one from thread
// to thread with something that is equal for all. What stands under them runs over a span of the row, without
// masks.
#ifndef LORCHA_ANALYSIS_THREADSPANS_H
#define LORCHA_ANALYSIS_THREADSPANS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// The parts of a condition, all of which must be true, if each chooses neighbours of a row; none if one does
/// not, or if the block decides.
std::vector<const clang::Expr *> spanTests(const clang::Expr *Condition, const LoopOrder &Order);

/// The tests of a branch that can be a region of its own: nothing but Repeatable variables goes in, and
/// nothing out.
std::vector<const clang::Expr *> spanTests(const clang::IfStmt *If, const LoopOrder &Order,
                                           const VariableSet &Repeatable);

/// The counter of a strided loop around regions whose rounds are spans; null if it is another loop.
const clang::VarDecl *spanCounter(const Region &Loop, const BarrierRegions &Regions, const LoopOrder &Order);

/// Whether the text uses more of threadIdx and blockDim than their .x.
bool usesRows(const KernelUniformity &Kernel, const clang::FunctionDecl *Definition);

/// Whether a loop's head is the same for all rows of a block.
bool countsAlikeInRows(const Region &Loop, const BarrierRegions &Regions, const KernelUniformity &Kernel);

} // namespace lorcha

#endif
