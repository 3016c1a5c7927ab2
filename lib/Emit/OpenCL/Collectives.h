// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which functions of a kernel must be printed in the predicated form (docs/opencl.md, "Collective
// operations"): those with a barrier, a vote or an exchange that not all threads of the block may reach
// together.
#ifndef LORCHA_LIB_EMIT_OPENCL_COLLECTIVES_H
#define LORCHA_LIB_EMIT_OPENCL_COLLECTIVES_H

#include "lorcha/Analysis/Uniformity.h"
#include "clang/AST/Stmt.h"

namespace lorcha::opencl {

/// What is at the root of the calls.
enum class RootKind {
  Kernel,            ///< of a unit that is whole
  RelocatableKernel, ///< may call functions of other units, and these may wait
  Export,            ///< a function that other units call, wherever it may be
};

class Collectives {
public:
  Collectives(ParsedUnit &Unit, const clang::FunctionDecl *Root, RootKind Kind);

  const KernelUniformity &facts() const { return Facts; }
  /// Whether a call of the function is a collective operation or reaches one.
  bool isCollective(const clang::FunctionDecl *Function) const;
  /// Whether the statement or expression holds such a call.
  bool contains(const clang::Stmt *S) const;
  /// Whether the statement holds or reaches a barrier of the whole block.
  bool containsBarrier(const clang::Stmt *S) const;
  /// Whether the call is such a barrier itself.
  bool isBarrier(const clang::FunctionDecl *Function) const;
  /// What cooperative groups of lorcha/group_primitives.h are made of.
  bool isGroupPrimitive(const clang::FunctionDecl *Function) const;
  /// Whether all threads of the block run the statement of the function together. Exact only in one
  /// direction.
  bool allTake(const clang::FunctionDecl *Within, const clang::Stmt *S) const;
  /// Whether the branch parts lanes of one warp that name each other in operations of different arms.
  bool partsLanesThatMeet(const clang::FunctionDecl *Within, const clang::IfStmt *Branch) const;
  /// Whether the function is called where not all threads take part: it gets the predicate.
  bool isPartial(const clang::FunctionDecl *Function) const {
    return Partial.count(Function) != 0 || isCollectiveOfOurs(Function);
  }
  /// Whether the function's body must be printed in the predicated form.
  bool isPredicated(const clang::FunctionDecl *Function) const {
    return isPartial(Function) || Predicated.count(Function) != 0;
  }

private:
  /// A method of cooperative groups: it has a text of its own, but the facts do not go into it.
  bool isCollectiveOfOurs(const clang::FunctionDecl *Function) const;
  /// The lanes that warp operations in the statement are known to name.
  uint32_t lanesNamed(const clang::Stmt *S) const;
  void visit(const clang::FunctionDecl *Within, const clang::Stmt *S);

  KernelUniformity Facts;
  RootKind Kind;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Partial, Predicated;
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> Ours;
  bool Changed = false;
};

} // namespace lorcha::opencl

#endif
