// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The barriers of the grid in a kernel, for devices that cannot hold all blocks at once: there the kernel
// ends at each barrier and another one goes on behind it. Says where the barriers stand, which variables are
// in scope there, and which of them need not be kept because their initialisation may be repeated. Not
// handled: barriers in called functions, inside of expressions and in heads of loops, and kernels with goto.
#ifndef LORCHA_ANALYSIS_GRIDBARRIERS_H
#define LORCHA_ANALYSIS_GRIDBARRIERS_H

#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Analysis/VariableFlow.h"

namespace lorcha {

struct GridBarrier {
  const clang::Expr *Statement = nullptr; ///< the call as a statement
  std::vector<const clang::Stmt *> Path;  ///< from the kernel's body down to the statement
  VariableSet InScope;                    ///< local variables of the thread, outermost first
};

class GridBarriers {
public:
  explicit GridBarriers(const KernelUniformity &Kernel);

  /// In the order of the text; the first has number 1.
  llvm::ArrayRef<GridBarrier> all() const { return Barriers; }
  const GridBarrier &barrier(unsigned Number) const { return Barriers[Number - 1]; }
  /// 0 for other statements.
  unsigned numberOf(const clang::Stmt *S) const { return Numbers.lookup(S); }
  bool contains(const clang::Stmt *S) const { return Around.count(S) != 0; }

  /// Whether the variable may change after its initialisation. Conservative.
  bool isWritten(const clang::VarDecl *Variable) const { return Body.Written.contains(Variable); }
  /// Whether it may change where it is not named, through a pointer or reference. Conservative.
  bool isAliased(const clang::VarDecl *Variable) const { return Body.Escaping.contains(Variable); }
  /// Whether the variable never changes and its initialisation gives the same wherever it is in scope.
  /// Conservative.
  bool isRepeatable(const clang::VarDecl *Variable) const { return Repeatable.contains(Variable); }

  /// Why the kernel cannot be split: a place and a text; none if it can as far as control flow goes.
  struct Obstacle {
    clang::SourceLocation Place;
    std::string Text;
  };
  const std::optional<Obstacle> &obstacle() const { return Why; }

private:
  void find(const clang::Stmt *S, std::vector<const clang::Stmt *> &Path);
  void add(const clang::CallExpr *Call, const std::vector<const clang::Stmt *> &Path);
  void collectScope(GridBarrier &Barrier) const;
  bool isGridBarrier(const clang::CallExpr *Call) const;
  void findInCalled();
  bool mayBeRepeated(const clang::VarDecl *Variable) const;
  bool isSteady(const clang::Expr *E) const;
  bool isSteadyLoad(const clang::Expr *Place) const;
  bool isSteadyPlace(const clang::Expr *E) const;
  bool isSteadyCall(const clang::CallExpr *Call) const;
  bool isSteadyFunction(const clang::FunctionDecl *Function) const;
  void obstruct(clang::SourceLocation Place, std::string Text) {
    if (!Why)
      Why = {Place, std::move(Text)};
  }

  const KernelUniformity &Kernel;
  const clang::FunctionDecl *Function;
  VariableFlow Body;
  std::vector<GridBarrier> Barriers;
  llvm::DenseMap<const clang::Stmt *, unsigned> Numbers;
  llvm::SmallPtrSet<const clang::Stmt *, 16> Around;
  VariableSet Repeatable;
  std::optional<Obstacle> Why;
};

} // namespace lorcha

#endif
