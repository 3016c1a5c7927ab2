// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops of few rounds over the elements of arrays that each thread has of its own, as in
//   float sums[8]; ... for (int i = 0; i < 8; ++i) sums[i] += a[i] * b;
// Device compilers unroll them, and the arrays become registers. Host compilers, left to themselves, unroll
// the innermost one and make vectors of the next one, in which elements lie apart.
#ifndef LORCHA_ANALYSIS_ARRAYLOOPS_H
#define LORCHA_ANALYSIS_ARRAYLOOPS_H

#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// Those of a function that should be unrolled: with a constant number of rounds, no pragma of the user's,
/// and no waiting inside; all rounds of nested ones together are not too many.
std::vector<const clang::ForStmt *> loopsOverOwnArrays(ParsedUnit &Unit, const clang::FunctionDecl *Function);

/// Arrays of the thread's own that are registers once such loops, and those that have pragmas, are unrolled:
/// small ones of numbers of 4 or 8 bytes or structs of such, of which the function only reads and writes
/// elements, named by constants and the loops' counters.
VariableSet registerArrays(ParsedUnit &Unit, const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
