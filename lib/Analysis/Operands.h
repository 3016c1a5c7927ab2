// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether an expression can be worked out elsewhere than where it stands: in front of code, for the next
// block, for the next round of a loop. It may then be worked out for threads that would not have come to it.
#ifndef LORCHA_LIB_ANALYSIS_OPERANDS_H
#define LORCHA_LIB_ANALYSIS_OPERANDS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Support/AstVisitor.h"

namespace lorcha {

/// Walks over expressions: parameters, constants and variables that are initialised again; no load, and no
/// division by what may be zero.
class Operands : public AstVisitor {
public:
  /// Outside: variables that are there. Counter: of the loop, if it is initialised again, too.
  Operands(const BarrierRegions &Regions, const KernelUniformity &Kernel, const VariableSet &Outside,
           const clang::VarDecl *Counter = nullptr)
      : Regions(Regions), Kernel(Kernel), Outside(Outside), Counter(Counter) {}

  bool TraverseLambdaExpr(clang::LambdaExpr *) override { return IsKnown = false; }
  bool VisitDeclRefExpr(clang::DeclRefExpr *Ref) override;
  bool VisitMemberExpr(clang::MemberExpr *Member) override;
  bool VisitImplicitCastExpr(clang::ImplicitCastExpr *Cast) override;
  bool VisitCallExpr(clang::CallExpr *Call) override;
  bool VisitUnaryOperator(clang::UnaryOperator *Operation) override;
  bool VisitBinaryOperator(clang::BinaryOperator *Operation) override;

  bool IsKnown = true;
  bool IsOfGrid = false;                         ///< the value differs from block to block
  unsigned Axes = 0;                             ///< those of BlockAxis along which it plainly does
  std::vector<const clang::VarDecl *> Variables; ///< to be initialised again, in this order

private:
  bool isSize(const clang::Expr *E) const;

  const BarrierRegions &Regions;
  const KernelUniformity &Kernel;
  const VariableSet &Outside;
  const clang::VarDecl *Counter;
  VariableSet Asked; ///< those of Variables, and those whose values are being walked
};

/// Whether code does nothing but compute with variables and constants, and change variables.
bool onlyComputes(const clang::Stmt *S);

} // namespace lorcha

#endif
