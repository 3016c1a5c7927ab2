// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that are not written as `for (int i = ...; i < n; i += ...)`, which is what the analyses of loops
// know. They are written out as such before the unit is translated:
//   while (i < n) {            for (int lorcha_i = i; lorcha_i < n; lorcha_i += step) {
//     sum += in[i];              sum += in[lorcha_i];
//     i += step;
//   }                          }
// also `for (; i < n; i += step)`, `for (i = first; i < n; i += step)` and `do ... while (++i < n)`. Only where
// all threads count alike or begin side by side, and nothing but the loop wants what it counts with from then
// on.
#ifndef LORCHA_ANALYSIS_COUNTEDLOOPS_H
#define LORCHA_ANALYSIS_COUNTEDLOOPS_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, with such loops of kernels written out. Empty if there are none.
std::map<std::string, std::string> writeOutCountedLoops(ParsedUnit &Unit);

} // namespace lorcha

#endif
