// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The decisions that the emitters print. One plan per translation unit; `lorcha-inspect --print=plan` shows
// it.
#ifndef LORCHA_PLAN_PLAN_H
#define LORCHA_PLAN_PLAN_H

#include "lorcha/Analysis/BlockJoining.h"
#include "lorcha/Analysis/CommonStart.h"
#include "lorcha/Analysis/LastingArrays.h"
#include "lorcha/Analysis/TextureReads.h"
#include "lorcha/Plan/RegionPlan.h"
#include <array>

namespace lorcha {

/// How the threads of a block are run on the CPU; docs/regions.md describes the second.
enum class CpuForm { ThreadLoop, Region, Fiber };

/// Where a __shared__ variable lives on the CPU.
enum class SharedPlacement {
  BlockFunction, ///< a local of the block function, outside the loop over threads
  BlockStorage,  ///< found by address in the block's memory: device functions, and types that only the body
                 ///< can name
  Dynamic,       ///< the launch's dynamic shared memory
};

struct SharedPlan {
  const SharedVariableModel *Model;
  SharedPlacement Placement;
  bool IsSpelledOut = false; ///< its declaration is made from its type, as its text is of the body
  /// What its memory is called, if it is stored with its first index innermost; else empty.
  std::string Transposed = {};
  /// What its copy is called that is stored like that, if it has one; else empty.
  std::string Copy = {};
  /// What tells whether the block before has left it filled; empty if none does.
  std::string Lasts = {};
  bool IsAbreast = false; ///< blocks that run abreast have a part of it each
};

struct FunctionPlan {
  const FunctionModel *Model;
  FunctionContext Context;
  std::vector<SharedPlan> Shared;
  std::string Untranslated; ///< not empty: the body cannot be translated, for this reason
  std::vector<const clang::ForStmt *> Unrolled = {}; ///< loops that compilers are told to unroll
};

/// A loop that is printed as a constant number of rounds, so that compilers unroll it.
struct ShortLoop {
  const clang::ForStmt *Loop;
  unsigned Most;                ///< rounds
  std::vector<EarlyRead> Reads; ///< made in front of it by the threads inside of a rim
};

struct KernelPlan : FunctionPlan {
  CpuForm Form = CpuForm::ThreadLoop;
  bool IsSparse =
      false; ///< conditions choose few of the threads: a loop over threads is better not forced into vectors
  bool IsOneRow = false;     ///< threads that differ in threadIdx.y or .z only would load and store the same
  bool ChoosesStores = true; ///< exchanges of shared elements under a condition may be stores without one
  bool WaitsForBlocks = false; ///< it may poll until other blocks have written something
  bool IsTracked = false;      ///< the loop sets the thread-local that other code reads
  std::string FormReason;      ///< why not a thread loop; empty for thread loops
  clang::SourceLocation FormLocation;
  std::string BlockFunction;           ///< name of the function that runs one block
  std::string Info;                    ///< name of the KernelInfo
  std::set<unsigned> CopiedParameters; ///< parameters that threads may modify: each thread gets a copy
  unsigned MaxThreadsPerBlock = 0;
  CommonStart Start;       ///< what joined blocks run as one, where they are not joined all along
  LastingArrays Lasting;   ///< shared arrays that need not be filled in each block
  std::string LastingType; ///< name of the struct that holds them
  BlockJoining Joining;    ///< whether blocks may run several at a time as one
  std::array<unsigned, 3> UsualSize = {}; ///< constant blockDim of its launches; 0 in x if there is none
  RowFold Fold;           ///< of the threads of a row, where they run in loops; in the definition's terms
  unsigned JoinedRow = 0; ///< how many threads such a block has in x, at most; 0: the runtime decides
  std::shared_ptr<RegionPlan> Regions;   ///< in the region form only
  std::shared_ptr<const RegionPlan> Rim; ///< of a thread loop that has one: what its tests need
  std::vector<TextureRead> Textures;     ///< those that a block asks once how they are read
  std::vector<ShortLoop> ShortLoops;
  std::vector<const clang::Expr *> WideSums; ///< first terms of sums that are made in 64 bits
};

struct Plan {
  std::vector<KernelPlan> Kernels;
  std::vector<FunctionPlan> Functions; ///< device functions and lambdas
  BlockFunctions ForBlocks;            ///< device functions that are printed for whole blocks, too

  const FunctionPlan *find(const FunctionModel *Model) const;
};

struct PlanOptions {
  bool Relocatable = false; ///< -rdc=true
  bool ForDebugger = false; ///< every thread is run as it was launched, and loops stay as they are written
  bool ForceFibers = false; ///< no loop form for kernels that wait, to compare the forms
};

/// Decides.
Plan makePlan(ParsedUnit &Unit, const DeviceProgram &Program, const PlanOptions &Options);

/// The plan as stable text, one decision a line.
std::string printPlan(const Plan &Plan, const clang::SourceManager &SM);

} // namespace lorcha

#endif
