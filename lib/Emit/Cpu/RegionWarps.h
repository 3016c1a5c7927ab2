// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text around regions that are run warp by warp:
//   for (...)                   lorcha::forEachWarp(lorchaBlock, lorcha::EveryThread(),
//     v += __shfl_...;              [&](const auto &lorchaBlock, auto &lorchaExchange1, auto &v_t) {
//                               for (...) { ... }              (regions, which read the same as for the
//                               block)
//                               }, lorchaExchange1, v_t);
#ifndef LORCHA_LIB_EMIT_CPU_REGIONWARPS_H
#define LORCHA_LIB_EMIT_CPU_REGIONWARPS_H

#include "RegionText.h"

namespace lorcha {

struct WarpText {
  std::string Open, Close;
};
/// Guard: what is true for threads that take part; empty if all do.
WarpText warpText(const WarpGroup &Group, const RegionPlan &Plan, const std::string &Guard);

/// The first and the last statement in a region's text.
const clang::Stmt *firstOf(const Region &Node);
const clang::Stmt *lastOf(const Region &Node);

} // namespace lorcha

#endif
