// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parts that loops and branches of all kinds have.
#ifndef LORCHA_ANALYSIS_LOOPPARTS_H
#define LORCHA_ANALYSIS_LOOPPARTS_H

#include "clang/AST/Stmt.h"

namespace lorcha {

/// Of a while, do or for statement; null for others.
inline const clang::Stmt *bodyOfLoop(const clang::Stmt *S) {
  if (const auto *While = llvm::dyn_cast<clang::WhileStmt>(S))
    return While->getBody();
  if (const auto *Do = llvm::dyn_cast<clang::DoStmt>(S))
    return Do->getBody();
  const auto *For = llvm::dyn_cast<clang::ForStmt>(S);
  return For ? For->getBody() : nullptr;
}

/// Of a loop, a branch or a switch; null for `for (;;)` and what has none.
inline const clang::Expr *conditionOf(const clang::Stmt *S) {
  if (const auto *If = llvm::dyn_cast<clang::IfStmt>(S))
    return If->getCond();
  if (const auto *While = llvm::dyn_cast<clang::WhileStmt>(S))
    return While->getCond();
  if (const auto *Do = llvm::dyn_cast<clang::DoStmt>(S))
    return Do->getCond();
  if (const auto *Switch = llvm::dyn_cast<clang::SwitchStmt>(S))
    return Switch->getCond();
  const auto *For = llvm::dyn_cast<clang::ForStmt>(S);
  return For ? For->getCond() : nullptr;
}

} // namespace lorcha

#endif
