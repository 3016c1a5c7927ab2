// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which two-dimensional shared arrays are better stored with their first index innermost: those whose columns
// neighbours in threadIdx.x read, `tile[threadIdx.x][i]`. Which of them are better kept as they are, with a
// transposed copy.
#ifndef LORCHA_ANALYSIS_SHAREDLAYOUT_H
#define LORCHA_ANALYSIS_SHAREDLAYOUT_H

#include "lorcha/Analysis/VariableFlow.h"
#include <set>

namespace lorcha {

class LoopOrder;
struct BarrierRegions;
struct ThreadCode;

/// The two indices of `array[first][second]`, an element of a local shared array; nulls for anything else.
struct SharedElement {
  const clang::VarDecl *Array = nullptr;
  const clang::Expr *First = nullptr, *Second = nullptr;
};
SharedElement sharedElement(const clang::Expr *E);

/// A shared array that keeps its layout, for regions that write it along its rows; others read its columns
/// from a transposed copy.
struct SharedCopy {
  const clang::VarDecl *Array;
  std::vector<const clang::DeclRefExpr *> Columns; ///< its mentions that are of the copy
  std::set<const ThreadCode *> Readers,
      Writers; ///< regions that read the copy, and that may change the array
};

/// Those of the transposed arrays that are only read by columns, and never in a region that changes them.
std::vector<SharedCopy> sharedCopies(const BarrierRegions &Regions, const LoopOrder &Order);

/// Exact about uses: every one in the function is `array[first][second]`, and no address is taken.
VariableSet transposedArrays(const clang::FunctionDecl *Function, const LoopOrder &Order);

} // namespace lorcha

#endif
