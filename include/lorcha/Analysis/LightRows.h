// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code of threads that is so light that a short row of them is better done in several vectors at a time, as
// compilers do by themselves only in long loops: copies through tiles, small stencils.
#ifndef LORCHA_ANALYSIS_LIGHTROWS_H
#define LORCHA_ANALYSIS_LIGHTROWS_H

#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

/// Bytes of the widest number that light code loads, stores or keeps, which decides how many threads make a
/// vector; 0 for other code. Kept: what each thread has from before, and leaves for later.
unsigned lightRowBytes(llvm::ArrayRef<const clang::Stmt *> Statements, const VariableSet &Kept,
                       const clang::ASTContext &Context);

} // namespace lorcha

#endif
