// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// On which of blockIdx.x, .y and .z the variables of a kernel depend: which blocks may have other values in
// them. Flow-insensitive: a variable depends on what any of its assignments depends on, the conditions around
// it included. A shared array is one variable. What lies in memory depends on nothing but its address: CUDA's
// rule against data races leaves no block that could change it, in kernels without atomics and fences.
#ifndef LORCHA_ANALYSIS_BLOCKDEPENDENCE_H
#define LORCHA_ANALYSIS_BLOCKDEPENDENCE_H

#include "lorcha/Frontend/Frontend.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace lorcha {

/// Sets of these are what something depends on.
enum BlockAxis : unsigned { AlongX = 1, AlongY = 2, AlongZ = 4, AlongAll = 7 };

/// That of a member of blockIdx; all for other names.
unsigned axisNamed(llvm::StringRef Member);

/// Of a kernel whose device functions do not ask for their block by themselves.
class BlockDependence {
public:
  BlockDependence(ParsedUnit &Unit, const clang::FunctionDecl *Kernel);

  /// Of a local or shared variable at its most dependent.
  unsigned of(const clang::VarDecl *Variable) const;
  /// Of an expression in the kernel.
  unsigned of(const clang::Expr *E) const;

private:
  class Walk;
  ParsedUnit &Unit;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Variables;
  unsigned Returns = 0;   ///< on what it depends who returns before the end
  bool IsUnknown = false; ///< jumps, assembly, lambdas: everything depends on all
};

} // namespace lorcha

#endif
