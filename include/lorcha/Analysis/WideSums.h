// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of ints that say which element of an array a thread uses, and that rise by one from thread to thread:
// `a[y * n + x]`. Compilers take what is equal for a row of threads out of its loop, and no longer know then
// that the sum cannot wrap around: each row asks, in front of its loop, whether it does. A sum of 64 bits
// cannot.
#ifndef LORCHA_ANALYSIS_WIDESUMS_H
#define LORCHA_ANALYSIS_WIDESUMS_H

#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// The first term of each such sum in the function's body. Made wider, it makes the whole sum wider.
std::vector<const clang::Expr *> wideSums(const clang::FunctionDecl *Function, const LoopOrder &Order);

} // namespace lorcha

#endif
