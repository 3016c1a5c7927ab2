// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks with short rows, 16 x 16 threads mostly, whose tiles of threads are too narrow for wide vectors:
// whether neighbours in x may run abreast, each region once for every block, but tiles for the threads of
// all. Shared arrays that differ from block to block then have the blocks' rows side by side; of the others
// there is one, which the first block fills.
#ifndef LORCHA_ANALYSIS_BLOCKSABREAST_H
#define LORCHA_ANALYSIS_BLOCKSABREAST_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/Reachability.h"
#include <array>

namespace lorcha {

struct BlocksAbreast {
  unsigned SizeX = 0;    ///< blockDim.x; 0 if blocks do not run abreast
  unsigned Bytes = 0;    ///< of the widest number that threads keep in a tile
  VariableSet OwnArrays; ///< shared arrays of which each block has a part
  VariableSet OwnValues; ///< variables of the block that it works out again for itself, in this order
  std::map<const ThreadCode *, std::vector<ElementFill>> Fills; ///< of arrays that all have in common
  /// Regions that use places in sums only, and as columns: they run once for the threads of all.
  std::set<const ThreadCode *> Joint;
  std::set<const clang::Expr *> JointElements; ///< the same for elements that are asked for ahead of time

  explicit operator bool() const { return SizeX != 0; }
};

/// Of a kernel that is launched with blocks of Size. Candidates: its shared arrays whose declarations may
/// change; it must have no others.
BlocksAbreast findBlocksAbreast(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                                const BarrierRegions &Regions, const VariableSet &Candidates,
                                const std::array<unsigned, 3> &Size);

} // namespace lorcha

#endif
