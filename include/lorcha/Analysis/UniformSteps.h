// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Places that all threads of a block step on from together, each from one of its own. What they begin with
// and how far they have gone are two variables before the unit is translated, of which the second is the
// block's:
//   int i = y * n + x;                       int lorcha_i_gone = 0; int i = y * n + x;
//   for (int z = 0; z < depth; ++z) {        for (int z = 0; z < depth; ++z) {
//     sum += in[i];                            sum += in[(i + lorcha_i_gone)];
//     i += n * n;                              lorcha_i_gone += n * n;
//   }                                        }
// Nobody then keeps the place from round to round: it is worked out again.
#ifndef LORCHA_ANALYSIS_UNIFORMSTEPS_H
#define LORCHA_ANALYSIS_UNIFORMSTEPS_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, with such integers and pointers of kernels split, where a loop in which
/// they step goes around the loop over threads. Empty if there are none.
std::map<std::string, std::string> splitUniformSteps(ParsedUnit &Unit);

} // namespace lorcha

#endif
