// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels for blocks of one row often make rows of their own: `int column = threadIdx.x % 16, row =
// threadIdx.x / 16`, or lanes and warps. Threads that follow each other then have neighbouring elements for
// 16 threads only, which compilers do not find out. Such a row of threads can be folded: the loops over
// threads see a block of rows of 16, in which remainders rise by one from thread to thread, and quotients are
// equal. The ranks of threads in tiles of cooperative groups, and of the tiles, are such remainders and
// quotients, too.
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
  unsigned Divisor; ///< a multiple of the width of rows; 0: equal for the block
};

struct RowFold {
  unsigned Width = 0; ///< threads in a row, a power of two; 0: not folded
  llvm::DenseMap<const clang::Expr *, FoldPart> Parts; ///< remainders and quotients of the thread's place
  /// The text that is to tell where the thread stands in its row: what is divided, or a tile's question.
  struct Place {
    clang::SourceRange Text;
    unsigned Divisor;
    enum { Divided, RankInTile, RankOfTile } Kind;
  };
  std::vector<Place> Places; ///< in text order

  explicit operator bool() const { return Width != 0; }
};

/// How to fold the rows of a kernel's blocks; not at all, if its text has rows already, or if more of what it
/// loads and stores lies side by side as it is.
RowFold findRowFold(KernelUniformity &Kernel, const clang::FunctionDecl *Definition);

} // namespace lorcha

#endif
