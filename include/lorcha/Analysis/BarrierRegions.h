// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel's body cut at its barriers into regions: stretches of statements that each thread can run to their
// end before the next thread begins. Control flow with a barrier inside stays around the regions; the
// analysis says how its condition is to be asked. Works on structured control flow of one definition without
// template parameters. After M. Pharr and W. Mark, "ispc" (masks for divergent control flow), and P.
// Jääskeläinen et al., "pocl" (regions between barriers); the cutting of structured trees instead of a
// control-flow graph is this project's.
#ifndef LORCHA_ANALYSIS_BARRIERREGIONS_H
#define LORCHA_ANALYSIS_BARRIERREGIONS_H

#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/ThreadContext.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "clang/AST/Stmt.h"
#include <map>

namespace lorcha {

enum class RegionKind {
  Threads,  ///< statements that a loop over the threads runs
  Once,     ///< statements that are run once for the block: they concern uniform variables only
  Barrier,  ///< a statement that does nothing but wait
  Sequence, ///< children one after the other
  If,       ///< children: then, else (if there is one); both are sequences
  Loop,     ///< child: the body
  Lanes,    ///< a loop that several threads go through in step, each as long as it wants; no children
  Switch,   ///< child: the body
};

/// How the condition of a branch or loop around regions is evaluated.
enum class HeadKind {
  Block,  ///< once, outside of the loops over threads: it concerns uniform variables only
  Thread, ///< by one thread for all: it is uniform, but is written with variables of threads
  Masked, ///< by each thread for itself: those for which it is false sit out
  Span, ///< of a loop: by its counter, which rises from thread to thread, so those taking part are neighbours
};

/// After how many threads of a block the counter of a loop begins again: behind each row, never, or behind so
/// many, as it does in folded rows. Nothing if that is not known.
using CounterPeriod = std::optional<unsigned>;
constexpr unsigned RowsAlike = 0, RowsOnward = ~0u;

/// What each thread runs in one go, with a scope of its own for variables.
struct ThreadCode {
  std::vector<const clang::Stmt *> Statements;
  /// Calls that exchange values with other threads in the code behind this one: here each thread hands in its
  /// value.
  std::vector<const clang::CallExpr *> Gives;
  VariableFlow Flow;
  VariableSet LiveIn, LiveOut;
};

/// A comparison that chooses threads of a row by their place: neighbours, one out of so many, or whole rows.
struct SpanTest {
  const clang::Expr *Condition;
  /// Rises by one from thread to thread; with a Modulus, until it starts again from 0. Null: equal for the
  /// threads of a row, and chooses rows.
  const clang::Expr *Rising;
  const clang::Expr *Bound; ///< equal for all threads; null: zero. Without Rising, one of the sides
  clang::BinaryOperatorKind Comparison; ///< with Bound on the right
  uint64_t Modulus = 0;                 ///< as in `threadIdx.x % 32 == 0`; 0 without one
  bool IsInMacro = false;               ///< its operator is: there is no text of its sides alone
  ThreadCode Code = {};                 ///< the condition's
  const clang::Expr *Divisor = nullptr; ///< in place of Modulus, as in `threadIdx.x % (2 * s) == 0`

  bool choosesFew() const { return Rising && Comparison == clang::BO_EQ; }
};

/// A comparison in code that runs for each thread whose answer is known for all threads of a row but those at
/// its ends.
struct RimTest {
  SpanTest Test;
  bool IsTrueInside;
  bool IsNeeded;                                 ///< threads with another answer do nothing
  std::vector<const clang::VarDecl *> Variables; ///< to be initialised in front of the code, in this order
};

/// A load of few bits under a condition, in a loop of few rounds that threads leave one by one: threads
/// inside load for all rounds in front of the loop, if neighbours and rounds have their elements side by side
/// in memory that can be read.
struct EarlyRead {
  const clang::ForStmt *Loop;
  unsigned Rounds; ///< that load
  LoopCounter Counter;
  const clang::ArraySubscriptExpr *Element;
  std::vector<const clang::VarDecl *> Variables; ///< to be initialised in front of the code, in this order
};

/// What is known of all threads of a row but those at its ends.
struct Rim {
  std::vector<RimTest> Tests;
  std::vector<EarlyRead> Reads;
  bool isEmpty() const { return Tests.empty() && Reads.empty(); }
};

struct Region {
  RegionKind Kind;
  const clang::Stmt *Statement =
      nullptr;     ///< of a branch, loop, switch or barrier; the compound of a sequence
  ThreadCode Code; ///< of Threads and Once; of Lanes: the loop, without Init
  HeadKind Head = HeadKind::Block;
  ThreadCode Init, Condition, Increment; ///< of a head that is not Block
  LoopCounter Counter;                   ///< of Lanes
  bool IsPlain = false;                  ///< of Lanes: LoopOrder::hasPlainRounds
  const clang::AttributedStmt *Attributes =
      nullptr;               ///< a loop with what stands before it; null if nothing does
  bool IsForGrid = false;    ///< Barrier: of the whole grid
  bool LosesThreads = false; ///< Threads: some may return here. Loop: some may leave it from inside a region
  bool SkipsRounds = false;  ///< Loop: some may go on to the next round from inside a region
  std::vector<SpanTest> Spans; ///< Threads: the tests of the one branch in it, which choose by place
  std::vector<std::unique_ptr<Region>> Children;

  /// Whether what a loop of lanes counts with is declared in its head.
  bool countsOwnVariable() const;
};

/// A barrier or other construct that keeps a body from being cut.
struct RegionObstacle {
  std::string Reason; ///< "barrier in both branches of a thread-dependent condition"
  clang::SourceLocation Location;
};

/// How a piece of code comes by the variables of its function that it mentions.
struct CodeVariables {
  VariableSet Repeated; ///< initialised again, in this order
  VariableSet Restored; ///< get the value that the thread left in them
  VariableSet Fresh;    ///< assigned before they are read
  VariableSet Kept;     ///< whose value is wanted later
  VariableSet Counters; ///< of loops whose rounds are spans
};

/// What the block adds to a variable of its own in each round of a loop.
struct RoundStep {
  const clang::VarDecl *Variable;
  const clang::Expr *Added; ///< the same in all rounds; null: one
  bool IsTakenAway;
};

/// A loop around one region that does several rounds per thread at once.
struct LoopStrip {
  unsigned Rounds; ///< of a strip
  const clang::VarDecl *Counter;
  const clang::Expr *Bound; ///< what the counter is compared to
  int64_t Step;
  unsigned TileUnits; ///< vectors of threads that go through many strips at once, in tiles; 0 if none do
  std::vector<RoundStep> Steps; ///< beside the region
};

/// Regions that are neighbours in a sequence and are run warp by warp.
struct WarpGroup {
  const Region *Last;
  std::vector<const clang::CallExpr *> Exchanges;
  std::vector<const ThreadCode *> Codes;
  std::set<const Region *>
      Short; ///< loops of few rounds, to be unrolled: lanes that exchange are constants then
};

/// An element of memory that a block can name before it needs it. Neighbours in a row have theirs side by
/// side.
struct ElementAhead {
  const clang::Expr *Element;
  bool IsStored;                                 ///< and not loaded
  unsigned Axes;                                 ///< along which blocks have others (BlockAxis)
  std::vector<const clang::VarDecl *> Variables; ///< to be initialised again, in this order
};

/// Elements that a block loads, and whose addresses follow from its place in the grid, so that it can ask for
/// those of the next block. Of blocks with rows also those that they store.
struct FirstLoads {
  const Region *Last = nullptr; ///< child of the root with the last of the loads; null if there are none
  std::vector<ElementAhead> Elements;
};

/// Elements that the rows of a block load in each round of a loop, in which its threads then wait for each
/// other, and whose addresses the loop's counters tell: it can ask for those of the next round.
struct RoundLoads {
  const Region *Last = nullptr;                 ///< child of the loop's body with the last of the loads
  std::vector<const clang::VarDecl *> Counters; ///< changed by the loop's increment, and nothing else in it
  std::vector<ElementAhead> Elements;
};

/// An assignment to an element of a shared array, a statement of its own.
struct ElementFill {
  const clang::VarDecl *Array;
  const clang::BinaryOperator *Assignment;
};

/// What the threads of a region compute with: two elements each of a shared array. The mentions of the array.
struct Butterfly {
  const clang::VarDecl *Array = nullptr;
  std::vector<const clang::DeclRefExpr *> First, Second;
};

struct BarrierRegions {
  std::unique_ptr<Region> Root; ///< a sequence; null if there is an obstacle
  std::optional<RegionObstacle> Obstacle;
  VariableSet Once;     ///< variables that the block has once
  VariableSet Repeated; ///< variables whose value each region may work out again: it lasts, no load
  /// Of Repeated: assignments behind the declaration, in its region, that belong to the value.
  std::map<const clang::VarDecl *, std::vector<const clang::Stmt *>> Stages;
  VariableSet RepeatedOnce; ///< those of Repeated that are uniform: repeated once for the block
  VariableSet Written;      ///< variables and parameters that are changed anywhere
  VariableSet Arguments;    ///< parameters that are never changed and equal for all threads
  VariableSet Escaping;     ///< variables whose address is kept anywhere
  VariableSet Linear;   ///< integers, changed somewhere or handed in, that mostly rise by one from thread to
                        ///< thread
  VariableSet Counters; ///< of loops whose rounds are spans
  llvm::DenseMap<const clang::VarDecl *, unsigned> CounterPeriods; ///< see counterPeriod
  std::set<const clang::CallExpr *>
      Prepared; ///< exchanges whose outcome the block works out between the loops
  std::set<const clang::Expr *>
      BlockArguments; ///< of functions with barriers: the block knows them, without a look at memory
  std::set<const clang::CallExpr *>
      TakenOnce; ///< calls of functions for the block whose result the block takes, not each thread
  bool LosesThreads = false; ///< some threads may return before others wait
  VariableSet SplitArrays;   ///< the thread's own, kept with each element for all threads (lorcha/split.h)
  VariableSet Transposed;    ///< shared arrays that are stored with their first index innermost
  std::vector<SharedCopy> Copies;             ///< those that have a copy like that instead
  std::map<const Region *, LoopStrip> Strips; ///< loops that go in strips
  std::map<const Region *, WarpGroup> Warps;  ///< by their first regions
  /// Loops whose rounds are spans: elements that the first region loads, which neighbours have side by side.
  std::map<const Region *, std::vector<ThreadCode>> Loads;
  std::map<const Region *, RoundLoads> LoadsOfRounds; ///< of other loops
  std::map<const Region *, Rim> Rims;
  std::map<const Region *, Butterfly> Butterflies; ///< of kernels
  Rim WholeRim;                                    ///< of a kernel, were its body one loop over threads
  FirstLoads First;                                ///< of kernels that wait

  /// Whether a loop stands around regions.
  bool hasOpenedLoops() const;
  /// Whether the threads of a region are chosen by their place in it.
  bool choosesByPlace() const;
  CodeVariables variablesOf(const ThreadCode &Code) const;
  /// What gives a variable its value: its initialisation, if there is one, and its stages.
  std::vector<const clang::Stmt *> valueOf(const clang::VarDecl *Variable) const;
};

/// The expression of a barrier's statement, without what destroys its temporaries.
const clang::Expr *withoutCleanups(const clang::Stmt *S);
/// The argument of a call of a warp operation or vote that goes to the other threads; null if it has none.
const clang::Expr *exchangedValue(const clang::CallExpr *Call);
/// Whether a call is one of the shuffles that are functions, with _sync or without.
bool isShuffle(const clang::CallExpr *Call);
/// Whether a call is a vote of the warp or of the block over a condition.
bool isVote(const clang::CallExpr *Call);
/// The cooperative group that a call is an operation of: its object or first argument; null if there is none.
const clang::Expr *exchangingGroup(const clang::CallExpr *Call);

/// Facts must be those of the kernel itself, or of a function that it calls, with a body. Opened: functions
/// that are run for the block for speed; null for none. WithLanes: threads may go through loops in step.
BarrierRegions cutAtBarriers(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                             const DeviceProgram &Program, const ThreadContexts &Contexts,
                             const OpenedFunctions *Opened, bool WithLanes);

/// The regions as an indented tree.
void printRegions(const BarrierRegions &Regions, const clang::SourceManager &SM, llvm::raw_ostream &OS);
/// A line for each loop that goes in strips, each group of warps, butterfly and transposed array.
/// Instantiations of a template may differ in these.
void printStrips(const BarrierRegions &Regions, const clang::SourceManager &SM, llvm::raw_ostream &OS);
/// A line for each region with a rim.
void printRims(const BarrierRegions &Regions, const clang::SourceManager &SM, llvm::raw_ostream &OS);
/// What is known inside, and the end of the line.
void printRim(const Rim &Known, const clang::SourceManager &SM, llvm::raw_ostream &OS);

} // namespace lorcha

#endif
