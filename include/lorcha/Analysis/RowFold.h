// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels for blocks of one row often make rows of their own: `int column = threadIdx.x % 16, row =
// threadIdx.x / 16`, or lanes and warps. Threads that follow each other then have neighbouring elements for
// 16 threads only, which compilers do not find out. Such a row of threads can be folded: the loops over
// threads see a block of rows of 16, in which remainders rise by one from thread to thread, and quotients are
// equal.
#ifndef LORCHA_ANALYSIS_ROWFOLD_H
#define LORCHA_ANALYSIS_ROWFOLD_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace lorcha {

class KernelUniformity;

/// What an expression says of a thread's place.
struct FoldPart {
  bool IsColumn; ///< a remainder: rises by one from thread to thread of a folded row; else equal for all of
                 ///< them
  unsigned Divisor; ///< a multiple of the width of rows
};

struct RowFold {
  unsigned Width = 0; ///< threads in a row at most, of which a row has a divisor; 0: not folded
  llvm::DenseMap<const clang::Expr *, FoldPart> Parts; ///< remainders and quotients of the thread's place
  /// What is divided, in text order.
  std::vector<std::pair<clang::SourceRange, unsigned>> Places; ///< with the divisors

  explicit operator bool() const { return Width != 0; }
};

/// How to fold the rows of a kernel's blocks; not at all, if its text has rows already, or if more of what it
/// loads and stores lies side by side as it is.
RowFold findRowFold(KernelUniformity &Kernel, const clang::FunctionDecl *Definition);

} // namespace lorcha

#endif
