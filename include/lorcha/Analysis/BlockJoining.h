// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether neighbouring blocks of a launch may run as one long block. A joined block keeps the blockIdx.x of
// its first block, blockDim and gridDim; its threadIdx.x runs on past blockDim.x. That is the same to a
// kernel whose threads do not wait or share, and that uses blockIdx.x and threadIdx.x as blockIdx.x *
// blockDim.x + threadIdx.x only, or with a constant in the place of blockDim.x. Exact forms are recognised,
// through variables that never change and in device functions; everything else is a reason against it.
#ifndef LORCHA_ANALYSIS_BLOCKJOINING_H
#define LORCHA_ANALYSIS_BLOCKJOINING_H

#include "lorcha/Analysis/Reachability.h"
#include "lorcha/Analysis/VariableFlow.h"
#include <map>
#include <set>

namespace lorcha {

struct BlockJoining {
  std::string Obstacle;           ///< not empty: blocks run one by one, for this reason
  clang::SourceLocation Location; ///< of the obstacle; may be invalid
  uint64_t OnlySize = 0; ///< the text takes blockDim.x to be this constant; 0: it asks for blockDim.x
};

/// For a kernel and what it reaches.
BlockJoining blockJoining(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached);

/// What statements may do beside using places in sums.
struct PlaceUses {
  /// Mentions of shared arrays, and which of their indices is threadIdx.x, and must be.
  std::map<const clang::DeclRefExpr *, size_t> Columns;
  std::set<const clang::Stmt *> LeftOut; ///< statements that are not looked at
};

/// Adds what statements of a function have against it, and returns the variables in them that are a part of a
/// thread's place, as `int t = threadIdx.x` is: to be used in sums only.
VariableSet checkPlaces(ParsedUnit &Unit, const clang::FunctionDecl *Function,
                        llvm::ArrayRef<const clang::Stmt *> Statements, BlockJoining &Result,
                        const PlaceUses &Uses = {});

} // namespace lorcha

#endif
