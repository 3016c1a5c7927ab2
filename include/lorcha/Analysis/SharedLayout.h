// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which two-dimensional shared arrays are better stored with their first index innermost: those whose columns
// neighbours in threadIdx.x read, `tile[threadIdx.x][i]`.
#ifndef LORCHA_ANALYSIS_SHAREDLAYOUT_H
#define LORCHA_ANALYSIS_SHAREDLAYOUT_H

#include "lorcha/Analysis/VariableFlow.h"

namespace lorcha {

class LoopOrder;

/// The two indices of `array[first][second]`, an element of a local shared array; nulls for anything else.
struct SharedElement {
  const clang::VarDecl *Array = nullptr;
  const clang::Expr *First = nullptr, *Second = nullptr;
};
SharedElement sharedElement(const clang::Expr *E);

/// Exact about uses: every one in the function is `array[first][second]`, and no address is taken.
VariableSet transposedArrays(const clang::FunctionDecl *Function, const LoopOrder &Order);

} // namespace lorcha

#endif
