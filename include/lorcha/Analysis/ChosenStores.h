// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches that do nothing but exchange shared elements which the thread has just read, as in sorting
// networks:
//   int a = keys[low], b = keys[high];
//   if (a > b) {
//     keys[low] = b;
//     keys[high] = a;
//   }
// Every thread may store, what the element held before if not something else: nobody else may have changed
// that since, as it would race with the read, and one host thread runs the block. Processors without
// scattered stores under masks would branch for each of them.
#ifndef LORCHA_ANALYSIS_CHOSENSTORES_H
#define LORCHA_ANALYSIS_CHOSENSTORES_H

#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include <vector>

namespace lorcha {

struct ChosenStores {
  struct Exchange {
    const clang::DeclRefExpr *Stored; ///< the variable whose value is stored
    const clang::VarDecl *Before;     ///< what the element held
  };
  const clang::IfStmt *If;
  std::vector<Exchange> Exchanges; ///< its body, statement by statement
};

std::vector<ChosenStores> findChosenStores(const clang::Stmt *Body, const clang::ASTContext &Context);

/// An element of a shared array, or of one of its rows, that is a number; null for other expressions.
const clang::ArraySubscriptExpr *sharedNumber(const clang::Expr *E);
/// Whether two expressions say the same.
bool areSameText(const clang::Expr *A, const clang::Expr *B, const clang::ASTContext &Context);

} // namespace lorcha

#endif
