// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables that first hold a value of each thread's and then one of the block's, or the other way round.
// They are two variables before the unit is translated:
//   value = ofWarps[0];                      float lorcha_value_2 = ofWarps[0];
//   for (int w = 1; w < 8; ++w)              for (int w = 1; w < 8; ++w)
//     value += ofWarps[w];                     lorcha_value_2 += ofWarps[w];
//   return value;                            return lorcha_value_2;
// The block's then need not be worked out and kept for each thread.
#ifndef LORCHA_ANALYSIS_RENEWEDVARIABLES_H
#define LORCHA_ANALYSIS_RENEWEDVARIABLES_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, with such variables of functions that wait split where they get new
/// values. Empty if there are none.
std::map<std::string, std::string> splitRenewedVariables(ParsedUnit &Unit);

} // namespace lorcha

#endif
