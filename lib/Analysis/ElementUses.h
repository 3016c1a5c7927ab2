// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a part of a kernel uses elements of shared arrays: which it loads, and which it fills by assignments
// that may be left out where somebody else has filled them with the same.
#ifndef LORCHA_LIB_ANALYSIS_ELEMENTUSES_H
#define LORCHA_LIB_ANALYSIS_ELEMENTUSES_H

#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

class ElementUses {
public:
  VariableSet Loaded;
  VariableSet Misused; ///< used in another way, or assigned where nothing may be left out
  std::vector<std::pair<const ThreadCode *, ElementFill>> Fills;

  /// Of the arrays in Candidates.
  ElementUses(const Region &Node, const VariableSet &Candidates) : Candidates(Candidates) { visit(Node); }

private:
  void visit(const Region &Node);
  void visitCode(const ThreadCode &Code);
  void visitBlockHead(const clang::Stmt *S);
  void visitStatement(const clang::Stmt *S, const ThreadCode *Code);
  const clang::VarDecl *elementOf(const clang::Expr *E) const;
  void visitIndices(const clang::Expr *E);
  void visitExpression(const clang::Stmt *S);

  const VariableSet &Candidates;
};

} // namespace lorcha

#endif
