// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The decisions for a kernel in the region form: the tree of regions, storage for variables that live across
// regions, masks for threads that sit out, and the names of all of these.
#ifndef LORCHA_PLAN_REGIONPLAN_H
#define LORCHA_PLAN_REGIONPLAN_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/BlocksAbreast.h"
#include <array>
#include <map>

namespace lorcha {

/// Storage of one variable, with room for every thread of the block.
struct VariableSlot {
  const clang::VarDecl *Variable; ///< as the regions name it
  std::string Name;
  bool IsSplit = false; ///< a struct or array of which the block has each word for all threads

  bool isSplitArray() const { return IsSplit && Variable->getType()->isArrayType(); }
};

struct BlockFunctionPlan;

/// A call of a device function with barriers: all threads hand in their arguments, then the function runs for
/// the block.
struct BlockCall {
  std::string Name; ///< what the names of its storage begin with
  std::shared_ptr<const BlockFunctionPlan> Function;
  std::vector<clang::QualType>
      Types; ///< of the parameters, without const; of references that may change, pointers
  std::map<unsigned, const clang::VarDecl *> Slots; ///< variables whose storage is handed in by reference
  std::map<unsigned, std::string> Defaults;         ///< what stands for arguments that the call leaves out
  std::set<unsigned> Alike; ///< arguments that the block knows, for parameters that the function has once
  clang::QualType Result;   ///< void if there is none
  bool HasTypesOfFunction = false; ///< the types depend on template arguments: they are those of the function
};

/// Whether a function may change what is bound to its parameter.
bool isChangingReference(clang::QualType Parameter);

struct RegionPlan {
  const clang::FunctionDecl *Definition; ///< the instantiation that the regions are of
  BarrierRegions Regions;
  std::vector<VariableSlot> Slots;
  std::vector<VariableSlot> Counters; ///< of loops whose rounds are spans
  /// The written declarations; those in Regions may be instantiations of them.
  std::map<const clang::VarDecl *, const clang::VarDecl *> Written;
  std::map<const Region *, std::string> Masks;  ///< of branches and loops that are decided by each thread
  std::map<const Region *, std::string> Rounds; ///< of loops where threads may go on to the next round early
  std::string Live;                             ///< mask of the threads that have not returned; empty: all
  std::map<const clang::CallExpr *, std::string> Exchanges;
  std::map<const clang::CallExpr *, BlockCall> Calls;
  std::set<const ThreadCode *> Tracked; ///< code that reaches readers of the thread-local
  /// Declared once for the block by a call that asks for its thread: any will do.
  std::set<const clang::VarDecl *> AskedOnce;
  std::set<const ThreadCode *> Sparse; ///< code whose conditions choose few of the threads
  std::set<const ThreadCode *>
      Picking; ///< code that must not become vectors: it picks from arrays of the thread's own
  std::map<const clang::VarDecl *, std::string> SharedCopies; ///< names of transposed copies of shared arrays
  std::set<const clang::VarDecl *>
      CopiedOut;         ///< declared in a region, declared again for the block behind it
  bool UsesRows = false; ///< the text uses threadIdx.y or .z, or blockDim's: blocks have rows
  bool HasRows = false;  ///< that, or rows are folded: they may be short
  std::array<unsigned, 3> UsualRows = {}; ///< the blockDim of a launch that is seen; 0 in x without one
  bool MayBeJoined = false;               ///< blocks may run several at a time as one (BlockJoining.h)
  BlocksAbreast Abreast;                  ///< of kernels
  RowFold Fold;                           ///< in the definition's terms
  bool IsRowByRow = false;           ///< nobody waits or asks for threadIdx.y: rows of a block are run apart
  std::vector<std::string> Barriers; ///< names of barriers that keep their text

  /// Whether all threads take part everywhere, and the block asks none of them for anything.
  bool decidesAlone() const {
    return Live.empty() && Masks.empty() && Rounds.empty() && Exchanges.empty() && Calls.empty() &&
           Tracked.empty() && AskedOnce.empty() && Picking.empty();
  }
  const VariableSlot *slotOf(const clang::VarDecl *Variable) const;
  const std::string &counterOf(const clang::VarDecl *Variable) const;
  const clang::VarDecl *writtenAs(const clang::VarDecl *Variable) const;
};

/// A device function as it is printed for a whole block, behind the function itself: its parameters are
/// storage with room for every thread. Kernels that see it with the same uniform parameters share it.
struct BlockFunctionPlan {
  const FunctionModel *Model;
  std::string Name;
  unsigned Indices; ///< IndexVariable bits that its text uses
  std::shared_ptr<const RegionPlan> Regions;
  std::string Key;  ///< what kernels that share it have in common
  bool IsAnnounced; ///< declared where the function is declared first: a caller stands before its definition
};
using BlockFunctions = std::vector<std::shared_ptr<const BlockFunctionPlan>>;

/// What the plan of regions needs to know of the unit.
struct RegionPlanInput {
  ParsedUnit &Unit;
  const DeviceProgram &Program;
  const ThreadContexts &Contexts;
  bool IsTracked; ///< whether the kernel reaches readers of the thread-local
  /// Gives a name that nothing in the unit uses.
  llvm::function_ref<std::string(const std::string &)> UnitName;
  BlockFunctions &Functions; ///< those of other kernels; grows
  VariableSet Moved;         ///< shared variables that the block function declares
  bool WithLanes = true;     ///< whether threads may go through loops in step
  bool WithOpened = true;    ///< whether functions may be run for the block for speed alone
  bool WithFolds = true;     ///< whether rows may be folded
};

/// The plan for a kernel; null, and Obstacle says why, if it cannot be cut.
std::shared_ptr<RegionPlan> planRegions(const RegionPlanInput &Input, const FunctionModel &Model,
                                        RegionObstacle &Obstacle);

} // namespace lorcha

#endif
