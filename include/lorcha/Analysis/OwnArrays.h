// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which code picks elements of arrays that each thread has of its own by indices that compilers cannot know.
// Such arrays stay in memory, one for all rounds of a loop over threads; a loop whose rounds are said to be
// independent must not have them.
#ifndef LORCHA_ANALYSIS_OWNARRAYS_H
#define LORCHA_ANALYSIS_OWNARRAYS_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include <set>

namespace lorcha {

/// Whether the statements, or functions that they call, do. Not where indices are constants once loops with
/// constant ends are unrolled; a loop that stays keeps the loop around it from vectors. Conservative for
/// pointers into such arrays. Replaced: calls whose functions do not run.
bool picksFromOwnArrays(llvm::ArrayRef<const clang::Stmt *> Statements,
                        const std::set<const clang::CallExpr *> &Replaced = {});

} // namespace lorcha

#endif
