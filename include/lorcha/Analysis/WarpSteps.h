// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes of a warp that exchange values through shared memory with no barrier between: until CUDA 9 all lanes
// of a warp did a statement before any of them began the next, and programs count on it still
// ("warp-synchronous programming", CUDA C Programming Guide 8, "Synchronization Functions"). The steps are
// written out before the unit is translated, so that every form keeps them:
//   s[t] += s[t - 8];    { const auto lorchaRead = s[t - 8]; lorchaWarpStep(); s[t] += lorchaRead;
//                          lorchaWarpStep(); }
// A store is such a statement if other code of the function reads the same variable before the next barrier
// or warp operation, on its way there or from there: of volatile memory any element but the thread's own,
// found by threadIdx.x, and calls that are handed the memory count, too; of other memory elements at an
// offset, as s[t + 8] is from s[t], and those at other distances from lane to lane, as s[3 * t] and s[t].
// Code with a barrier wherever it needs one has no such statements, or loses nothing but a little time.
#ifndef LORCHA_ANALYSIS_WARPSTEPS_H
#define LORCHA_ANALYSIS_WARPSTEPS_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, with the steps written out. Empty if there are none to write. Where a
/// macro makes such a statement, its name is added to Macros: its uses must be written out first, and there
/// are no files.
std::map<std::string, std::string> writeOutWarpSteps(ParsedUnit &Unit, std::set<std::string> &Macros);

} // namespace lorcha

#endif
