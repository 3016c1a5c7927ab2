// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text around a region that does several rounds of the loop that it stands in:
//   for (int k = 0; k < n; ++k) { lorcha::strip<8, ...>(lorchaBlock, lorcha::counterOf<1>(k, n),
//       [&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread) {
//     float sum = sum_t[lorchaThread]; ...
//     for (int lorchaRound = 0; lorchaRound < lorchaStrip.Rounds; ++lorchaRound) {
//       const auto k = lorchaStrip.at(lorchaRound);
//       sum += a[k]; } }); }
// In tiles, it is lorcha::tile<8, 8, ...>, and variables that the region changes are parameters of the
// lambda.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONSTRIPS_H
#define LORCHA_LIB_EMIT_CPU_REGIONSTRIPS_H

#include "RegionVariables.h"

namespace lorcha {

/// Up to the region's lambda; its start; what stands before and behind a thread's statements; behind the
/// lambda.
struct StripText {
  std::string Open, Lambda, First, Last, Close;
};
/// The slots of variables that mostly rise by one from thread to thread, each behind a comma.
std::string linearSlots(const RegionPlan &Plan, const ThreadCode &Code);
/// What tells which threads take part; Guard is empty if all do.
std::string guardText(const std::string &Guard);
StripText stripText(const LoopStrip &Strip, const RegionPlan &Plan, const ThreadCode &Code,
                    const RegionText &Text, const RegionVariables &Variables, const std::string &Guard);

} // namespace lorcha

#endif
