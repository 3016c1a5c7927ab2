// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values are equal for all threads of a block or of a warp, and which places in the text all threads
// reach together. Made for one kernel at a time, over function definitions without template parameters
// (instantiations), calls included. Conservative: what is not proven is divergent. Flow-insensitive over
// variables: a variable is as divergent as its most divergent assignment, the conditions around the
// assignment included. A load through a uniform address is uniform when the memory is neither volatile nor of
// a type that the kernel touches with atomics: for other memory, CUDA's rule against data races leaves no
// thread that could write it between the loads. Not handled: goto (everything in such a function is
// divergent).
#ifndef LORCHA_ANALYSIS_UNIFORMITY_H
#define LORCHA_ANALYSIS_UNIFORMITY_H

#include "lorcha/Analysis/RowFold.h"
#include "lorcha/Device/DeviceProgram.h"
#include "llvm/ADT/DenseMap.h"

namespace lorcha {

/// The largest group of threads for which a value is equal. Rising divergence. Warp: for blocks whose
/// x-extent is a multiple of the warp, or that have one dimension; a hint for speed, never a proof.
enum class Uniformity { Block, Warp, Divergent };

inline Uniformity join(Uniformity A, Uniformity B) { return A < B ? B : A; }
llvm::StringRef nameOf(Uniformity Value);

class KernelUniformity;

/// The facts of one function definition in the context of one kernel.
class FunctionUniformity {
public:
  /// Of the value of an expression (of what an lvalue holds), among the threads that evaluate it together.
  Uniformity of(const clang::Expr *E) const;
  /// Of the address of an lvalue that is not a variable of the thread's own.
  Uniformity ofAddress(const clang::Expr *E) const;
  /// Of a local variable or parameter at its most divergent, among the threads that run its declaration
  /// together.
  Uniformity of(const clang::VarDecl *Variable) const;
  /// Which threads reach a statement or call together: Block if all that have not returned do, or none.
  Uniformity control(const clang::Stmt *S) const { return join(Entry, controlWithin(S)); }
  /// The same among the threads that have called the function together.
  Uniformity controlWithin(const clang::Stmt *S) const;
  /// Which threads leave a loop or switch together by break, continue or return inside of it.
  Uniformity exits(const clang::Stmt *Loop) const;
  /// How often the variable is assigned, beside its initialisation.
  unsigned assignments(const clang::VarDecl *Variable) const { return Assignments.lookup(Variable); }
  /// Which threads may have returned from the function before the statement: Block if all that entered, or
  /// none.
  Uniformity returnedBefore(const clang::Stmt *S) const;
  /// Of the returned value where all arguments are equal for the block and all threads call together.
  Uniformity result() const { return Result; }
  /// Whether the function or one that it calls reads threadIdx or does warp operations.
  bool dependsOnThread() const { return DependsOnThread; }
  /// The strongest synchronisation in the function and what it calls.
  BuiltinEffect effect() const { return Effect; }
  const clang::FunctionDecl *function() const { return Function; }

private:
  friend class KernelUniformity;
  friend class UniformityValues;
  friend class UniformityWalk;
  const clang::FunctionDecl *Function = nullptr;
  const KernelUniformity *Kernel = nullptr;
  llvm::DenseMap<const clang::VarDecl *, Uniformity> Variables;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Assignments; ///< beside the initialisation
  using VariableState = llvm::DenseMap<const clang::VarDecl *, Uniformity>;
  llvm::DenseMap<const clang::Stmt *, Uniformity> Controls, Returned, Exits;
  VariableState ParameterValues;                               ///< at the start of the body
  llvm::DenseMap<const clang::Stmt *, VariableState> Assigned; ///< what is assigned in each loop and switch
  llvm::DenseMap<const clang::DeclRefExpr *, Uniformity> Uses;
  Uniformity This = Uniformity::Block;
  Uniformity Entry = Uniformity::Block;
  Uniformity Result = Uniformity::Block;
  bool DependsOnThread = false;
  bool HasJumps = false; ///< goto: nothing is known of control
  BuiltinEffect Effect = BuiltinEffect::Pure;
};

/// The analysis of a kernel and of all functions that it reaches by direct calls.
class KernelUniformity {
public:
  KernelUniformity(ParsedUnit &Unit, const clang::FunctionDecl *Kernel);

  /// Null for functions that are not reached.
  const FunctionUniformity *of(const clang::FunctionDecl *Function) const;
  /// The facts where all arguments are equal for the block and all threads call together.
  const FunctionUniformity *alone(const clang::FunctionDecl *Function) const;
  /// The same where each thread has numbers of its own in parameters of arithmetic type: a sum over the block
  /// is equal for all of it.
  const FunctionUniformity *withOwnNumbers(const clang::FunctionDecl *Function) const;
  /// The kernel first, then the others in the order of first call.
  llvm::ArrayRef<const clang::FunctionDecl *> functions() const { return Order; }

  /// The bit of an index variable of the device language; 0 for other declarations.
  unsigned indexVariable(const clang::ValueDecl *Declaration) const;
  /// The builtin that a call names; null for other functions.
  const BuiltinEntry *builtin(const clang::FunctionDecl *Function) const;
  /// Whether atomics may change objects of the type. IsGlobal: those that are not in shared memory.
  bool mayBeAtomic(clang::QualType Type, bool IsGlobal) const;
  /// Whether the kernel makes a group of all threads of the grid.
  bool namesGrid() const { return NamesGrid; }
  /// How its blocks' rows are folded. Nothing of the above depends on it.
  const RowFold &rowFold() const { return Fold; }
  void foldRows(RowFold New) { Fold = std::move(New); }
  ParsedUnit &unit() const { return Unit; }

private:
  friend class UniformityWalk;
  /// What a function is like when it is called with equal arguments by all threads, with numbers of their
  /// own, and in its real contexts.
  struct Facts {
    FunctionUniformity Alone, OwnNumbers, InContext;
  };
  Facts *facts(const clang::FunctionDecl *Function);
  const Facts *known(const clang::FunctionDecl *Function) const;
  bool noteAtomic(const clang::FunctionDecl *Builtin, bool IsOfShared);

  ParsedUnit &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Facts>> Functions;
  std::vector<const clang::FunctionDecl *> Order;
  std::set<const clang::Type *> AtomicTypes, SharedAtomicTypes; ///< anywhere; in shared memory only
  bool NamesGrid = false;
  RowFold Fold;
};

/// The definitions without template parameters that share a model's text: itself, or its instantiations.
std::vector<const clang::FunctionDecl *> definitionsOf(const FunctionModel &Model);

/// What `lorcha-inspect --print=uniformity` prints.
std::string printUniformity(ParsedUnit &Unit, const DeviceProgram &Program);

} // namespace lorcha

#endif
