// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where steps of a warp stand that many accesses have in common: of two accesses between which lanes must
// come together, behind a statement of the innermost block that holds both, as few as there can be.
#ifndef LORCHA_LIB_ANALYSIS_JOINTSTEPS_H
#define LORCHA_LIB_ANALYSIS_JOINTSTEPS_H

#include "clang/AST/Expr.h"
#include "clang/AST/ParentMap.h"
#include "llvm/ADT/MapVector.h"

namespace lorcha {

/// Of one function.
class JointSteps {
public:
  explicit JointSteps(const clang::ParentMap &Parents) : Parents(Parents) {}

  /// Lanes that have done First must come together before any does Later, perhaps in another round of a loop.
  /// Store is the one of them that writes. Nothing where both are in one expression.
  void add(const clang::Stmt *First, const clang::Stmt *Later, const clang::Expr *Store);

  /// The statements that have a step behind them, each with a store that it is for.
  std::vector<std::pair<const clang::Stmt *, const clang::Expr *>> places() const;

private:
  /// Between statements of a block: a step behind one of [Begin, End).
  struct Stretch {
    size_t Begin, End;
    const clang::Expr *Store;
  };

  const clang::ParentMap &Parents;
  llvm::MapVector<const clang::CompoundStmt *, std::vector<Stretch>> Blocks;
};

} // namespace lorcha

#endif
