// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops inside a kernel run better around the loop over threads than inside of it: long ones with the
// same count for all threads, whose memory accesses are equal or neighbouring for neighbouring threads. The
// loop over threads is then innermost and vectorises, and what the threads share is loaded once. Also which
// loops threads should run through in step, those that have left sitting out.
#ifndef LORCHA_ANALYSIS_LOOPORDER_H
#define LORCHA_ANALYSIS_LOOPORDER_H

#include "lorcha/Analysis/OpenedFunctions.h"
#include "lorcha/Analysis/SharedLayout.h"
#include "lorcha/Analysis/Uniformity.h"
#include "clang/AST/Stmt.h"
#include "llvm/Support/SaveAndRestore.h"

namespace lorcha {

/// How an integer or address changes from a thread to its neighbour in threadIdx.x.
enum class IndexShape { Uniform, Unit, Other };

/// The variable that the head of a loop counts with: `for (int i = Start; ...; i += Step)`.
struct LoopCounter {
  const clang::VarDecl *Variable = nullptr;
  const clang::Expr *Start = nullptr; ///< computed from variables that do not change in the loop
  int64_t Step = 0;
};

class LoopOrder {
public:
  /// HasRows: threads of a block differ in more than threadIdx.x, or are folded now. Opened: what is known of
  /// parameters; null if nothing is.
  LoopOrder(const KernelUniformity &Kernel, const FunctionUniformity &Facts, bool HasRows,
            const OpenedFunctions *Opened = nullptr)
      : Kernel(Kernel), Facts(Facts), Opened(Opened), HasRows(HasRows), IsFolded(Kernel.rowFold()),
        Transposed(transposedArrays(Facts.function(), *this)) {}

  /// Whether the loop should go around the loop over threads.
  bool isBetterOutside(const clang::Stmt *Loop) const;
  /// Whether several threads should go through the loop in step, which each of them leaves at a time of its
  /// own: its body is straight and computes more than it loads from all over memory.
  bool runsInLanes(const clang::Stmt *Loop) const;
  /// Of a loop that runs in lanes: whether a round only computes, without branches, so that threads that have
  /// left may make it as well, if what it gives them is dropped.
  bool hasPlainRounds(const clang::Stmt *Loop) const;
  /// The most rounds of a loop that each thread leaves at a time of its own, if a constant bounds them and
  /// they are few; 0 for other loops. Compilers that see the constant run such loops as straight code under
  /// masks.
  unsigned fewRounds(const clang::ForStmt *For) const;
  /// What the loop counts with, where nothing but its head changes it; no variable if there is none.
  LoopCounter counterOf(const clang::ForStmt *For) const;
  /// Forgets a loop that cannot.
  void close(const clang::Stmt *Loop) { Closed.insert(Loop); }
  /// Whether branches that choose threads by their place may be regions of their own.
  void keepBranches() { KeepsBranches = true; }
  bool keepsBranches() const { return KeepsBranches; }

  /// Null for none.
  const OpenedFunctions *opened() const { return Opened; }
  const clang::ASTContext &context() const { return Kernel.unit().ast(); }
  bool isUniform(const clang::Expr *E) const { return Facts.of(E) == Uniformity::Block; }
  /// Whether a variable keeps what it was initialised with.
  bool isUnchanged(const clang::VarDecl *Variable) const { return Facts.assignments(Variable) == 0; }
  IndexShape shapeOf(const clang::Expr *E) const;
  /// The same in a loop that counts with Within.
  IndexShape shapeOf(const clang::Expr *E, const LoopCounter &Within) const {
    llvm::SaveAndRestore<LoopCounter> Saved(Counter, Within);
    return shapeOf(E);
  }
  /// Of a variable, wherever it is read.
  IndexShape shapeOf(const clang::VarDecl *Variable) const;
  /// Whether it is blockIdx, blockDim or gridDim.
  bool isOfBlock(const clang::VarDecl *Variable) const {
    const unsigned Index = Kernel.indexVariable(Variable);
    return Index != 0 && Index != ThreadIdx;
  }
  /// Whether threads take the same number of rounds, or one more: `for (int i = threadIdx.x; i < n; i +=
  /// 256)`.
  bool isStrided(const clang::ForStmt *For) const;
  /// Whether a loop would be unrolled inside of the loop over threads, but is better around it in tiles of
  /// threads, as rows of threads may load the same. If it does not come to that, it must be closed.
  bool isShortTile(const clang::ForStmt *For) const;
  /// How many rounds, where that is a constant.
  std::optional<int64_t> rounds(const clang::ForStmt *For) const;

  /// Whether all that the statement reads and writes is equal, or neighbouring, for neighbouring threads.
  bool suitsNeighbours(const clang::Stmt *S) const;
  /// Small arrays of the thread's own that compilers keep in registers.
  const VariableSet &registers() const;

  /// Shared arrays that are to be stored with their first index innermost.
  const VariableSet &transposed() const { return Transposed; }

private:
  bool isShort(const clang::ForStmt *For) const;
  bool changesUniformly(const clang::VarDecl *Variable) const;
  bool hasGoodBody(const clang::Stmt *Body) const;
  bool isGoodCall(const clang::CallExpr *Call, unsigned Depth) const;
  bool onlyComputes(const clang::Stmt *S, unsigned Depth) const;
  bool isGoodReader(const clang::CallExpr *Call, unsigned Depth) const;
  bool onlyReads(const clang::Stmt *S, unsigned Depth) const;
  bool isGoodAccess(const clang::Expr *E) const;
  bool isRank(const clang::Expr *E) const;
  bool isGoodStore(const clang::Expr *E) const;
  bool goesOn(const clang::VarDecl *Variable) const;
  bool isGoodAtomic(const clang::Stmt *S) const;
  bool hasAtomics(const clang::Stmt *S) const;
  bool isGoodStatement(const clang::Stmt *S) const { return isGoodAtomic(S) || hasGoodBody(S); }
  bool holdsLanes(const clang::Stmt *S) const;
  bool isLeftApart(const clang::Stmt *Loop) const;
  unsigned boundOf(const clang::ForStmt *For) const;
  friend class LaneBody;

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  const OpenedFunctions *Opened;
  bool HasRows, IsFolded;
  llvm::DenseMap<const clang::VarDecl *, IndexShape> Bound; ///< parameters, for the call that is looked at
  mutable llvm::DenseMap<const clang::CallExpr *, bool> Readers; ///< what isGoodReader has found
  mutable std::optional<VariableSet> Registers;
  std::set<const clang::Stmt *> Closed;
  bool KeepsBranches = false;
  mutable LoopCounter
      Counter;            ///< of the loop that is looked at: equal for all threads in it, or neighbouring
  VariableSet Transposed; ///< last: found with the help of all others
};

/// The constant that `i += Step`, `++i` and their kin add to the variable; nothing for other expressions.
std::optional<int64_t> stepOf(const clang::Expr *Increment, const clang::VarDecl *Variable,
                              const clang::ASTContext &Context);

/// Whether the statement assigns to anything but the thread's own variables.
bool storesToMemory(const clang::Stmt *S);
/// `a = b` of structs that are copied as they lie in memory, which is a call.
bool isTrivialAssignment(const clang::Stmt *S);
/// What an assignment, increment or decrement changes; null for anything else.
const clang::Expr *changedBy(const clang::Stmt *S);

/// Whether conditions in the statements compare for equality, and so choose few of the threads: `if
/// (threadIdx.x == 0)`.
bool choosesFewThreads(llvm::ArrayRef<const clang::Stmt *> Statements);

} // namespace lorcha

#endif
