// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions that choose threads of a row by their place: they compare something that rises by one from
// thread to thread with something that is equal for all, which chooses neighbours, or its remainder, which
// chooses one thread out of so many. What stands under them runs for these threads, without masks.
#ifndef LORCHA_ANALYSIS_THREADSPANS_H
#define LORCHA_ANALYSIS_THREADSPANS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// The parts of a condition, all of which must be true, if each chooses threads of a row by their place; none
/// if one does not, or if the block decides.
std::vector<SpanTest> spanTests(const clang::Expr *Condition, const LoopOrder &Order);

/// The tests of a branch that can be a region of its own: nothing but Repeatable variables goes in, and
/// nothing out. If few threads are chosen, other scalars may go in and out, too, unless they are Escaping.
std::vector<SpanTest> spanTests(const clang::IfStmt *If, const LoopOrder &Order,
                                const VariableSet &Repeatable, const VariableSet &Escaping);

/// Whether instantiations of a template may disagree on a constant.
bool dependsOnTemplate(const clang::Stmt *S);

/// The counter of a strided loop around regions whose rounds are spans; null if it is another loop.
const clang::VarDecl *spanCounter(const Region &Loop, const BarrierRegions &Regions, const LoopOrder &Order);

/// Whether the text uses more of threadIdx and blockDim than their .x.
bool usesRows(const KernelUniformity &Kernel, const clang::FunctionDecl *Definition);
/// The same, but for the ranks of groups, which count through all rows.
bool namesRows(const KernelUniformity &Kernel, const clang::FunctionDecl *Definition);
/// Whether that is so, or rows are folded: rows may be short.
bool hasRows(const KernelUniformity &Kernel, const clang::FunctionDecl *Definition);

CounterPeriod counterPeriod(const Region &Loop, const BarrierRegions &Regions,
                            const KernelUniformity &Kernel);

} // namespace lorcha

#endif
