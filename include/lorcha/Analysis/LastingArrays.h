// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays that a block would fill with what its neighbour has filled them with: tables that all blocks
// load, and tiles of a matrix's rows, which all blocks of a row of the grid load. A host thread that runs the
// neighbours one after the other may leave the array as it is. Exact about uses: each is an element that is
// loaded or assigned; all assignments come before all loads, in regions that a block runs once.
#ifndef LORCHA_ANALYSIS_LASTINGARRAYS_H
#define LORCHA_ANALYSIS_LASTINGARRAYS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Analysis/Reachability.h"

namespace lorcha {

struct LastingArrays {
  /// Along which neighbours are to run one after the other; AlongX or AlongY. Of no meaning without arrays.
  BlockAxis Next = AlongX;
  /// On which axes the contents of each depend.
  std::map<const clang::VarDecl *, unsigned> Arrays;
  std::map<const ThreadCode *, std::vector<ElementFill>> Fills; ///< by regions

  explicit operator bool() const { return !Arrays.empty(); }
};

/// Of a kernel's own shared arrays, Candidates are looked at.
LastingArrays findLastingArrays(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                                const BarrierRegions &Regions, const VariableSet &Candidates);

} // namespace lorcha

#endif
