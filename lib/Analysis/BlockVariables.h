// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which local variables a block can have once instead of once per thread, and which initialisations may be
// repeated. A variable is had once when conditions around regions need it, or it would be kept from region to
// region, and everything that changes it stands between regions.
#ifndef LORCHA_LIB_ANALYSIS_BLOCKVARIABLES_H
#define LORCHA_LIB_ANALYSIS_BLOCKVARIABLES_H

#include "StagedValues.h"
#include "WaitingCalls.h"
#include "lorcha/Analysis/BarrierRegions.h"

namespace lorcha {

inline bool isRegisterType(clang::QualType Type) {
  return Type->isScalarType() && !Type.isVolatileQualified();
}

class BlockVariables {
public:
  BlockVariables(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                 const DeviceProgram &Program, const ThreadContexts &Contexts);

  /// Whether the statement can stand between regions: it declares no variable of threads and changes none.
  bool isOnce(const clang::Stmt *S) const;
  /// Whether the statement only declares what the block has once in any case: types, shared variables.
  static bool isDeclaration(const clang::Stmt *S);
  /// Whether the value is uniform and can be computed outside of the loops over threads.
  bool isBlockValue(const clang::Expr *E) const;
  /// Whether the object of a method's call is the same for all threads and can be named outside of the loops.
  bool isBlockObject(const clang::Expr *E) const;

  /// Whether it is a parameter that is never changed and equal for all threads.
  bool isArgument(const clang::VarDecl *Variable) const;

  /// Looks at a tree that was built with what is known so far. True: something changed, build again.
  bool revise(const Region &Root);

  VariableSet once() const { return Once; }
  VariableSet repeated() const;
  VariableSet repeatedOnce() const { return RepeatedOnce; }
  std::map<const clang::VarDecl *, std::vector<const clang::Stmt *>> stages() const;
  const VariableSet &written() const { return Whole.Written; }
  const VariableSet &escaping() const { return Whole.Escaping; }

private:
  bool isBlockText(const clang::Stmt *S, bool MayAsk = false) const;
  bool isBlockCallee(const clang::CallExpr *Call, bool MayAsk) const;
  bool isBlockResult(const clang::CallExpr *Call) const;
  bool takesBlockResult(const clang::Stmt *S) const;
  bool isBlockPointer(const clang::VarDecl *Variable) const;
  bool isOnceWithin(const clang::Stmt *S) const;
  void choose(const Region &Root);
  void drop(const Region &Node);
  void dropWritten(const ThreadCode &Code, bool IsHead);
  void chooseKept(const Region &Node);
  bool keeps(const Region &Threads, const clang::VarDecl *Variable) const;
  bool standsApart(const ThreadCode &Code, const clang::VarDecl *Variable) const;
  void collectNeeded(const Region &Node, VariableSet &Needed, bool InMask) const;
  bool dropCut(const Region &Node);
  void collectRepeated();
  bool hasRepeatableStages(const clang::VarDecl *Variable, bool &IsUniform, unsigned &Budget) const;
  bool isRepeatable(const clang::Expr *E, const clang::VarDecl *Of, bool &IsUniform, unsigned &Budget) const;
  bool isRepeatableQuestion(const clang::CallExpr *Call, const clang::VarDecl *Of, bool &IsUniform,
                            unsigned &Budget) const;
  bool isRepeatableStage(const clang::Stmt *S, const clang::VarDecl *Of, bool &IsUniform,
                         unsigned &Budget) const;
  bool isLoopVariable(const clang::VarDecl *Variable, const clang::VarDecl *Inside) const;

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  const DeviceProgram &Program;
  const ThreadContexts &Contexts;
  WaitingCalls Waits;
  VariableFlow Whole; ///< of the whole body
  StagedValues Staged;
  std::vector<const clang::VarDecl *> Declarations; ///< in the order in which their values are complete
  llvm::DenseMap<const clang::VarDecl *, std::vector<const clang::Expr *>> Sources;
  llvm::DenseMap<const clang::VarDecl *, std::vector<const clang::Stmt *>> Loops; ///< around the declaration
  llvm::DenseMap<const clang::VarDecl *, VariableSet>
      LoopOperands; ///< loop variables in a repeated initialisation
  llvm::DenseMap<const clang::VarDecl *, std::vector<const clang::Stmt *>>
      HeadWrites; ///< loops whose head writes
  llvm::DenseMap<const clang::Stmt *, std::vector<const clang::Stmt *>> LoopsAround; ///< loops with heads
  VariableSet BodyWrites; ///< written elsewhere than in heads of loops
  VariableSet Addressing; ///< uniform, changed in bodies, and part of addresses: which neighbours compute
                          ///< alike only if the block has them once
  VariableSet Once, Dropped, Repeated, RepeatedOnce;
  bool HasChosen = false;
};

/// Takes from the repeated values those that loops would work out in each round and that cost more than
/// storage.
void keepCostlyValues(BarrierRegions &Regions, const LoopOrder &Order);
/// Fills LiveIn and LiveOut of all code in the tree.
void computeLiveness(Region &Root);
/// Whether a region in the tree that is not the last thing to run lets threads return.
bool anyReturns(const Region &Root);

} // namespace lorcha

#endif
