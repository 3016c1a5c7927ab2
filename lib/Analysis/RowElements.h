// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The elements that a region's threads load and store, as far as neighbours in a row have them side by side
// in memory: one address tells where those of the whole row are.
#ifndef LORCHA_LIB_ANALYSIS_ROWELEMENTS_H
#define LORCHA_LIB_ANALYSIS_ROWELEMENTS_H

#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Analysis/LoopOrder.h"

namespace lorcha {

/// More streams than that are more than processors follow.
constexpr unsigned MostLoads = 4;

struct RowElements {
  std::vector<const clang::ArraySubscriptExpr *> Loads, Stores;
};

/// None of regions whose threads are chosen by their place.
RowElements rowElementsOf(const Region &Threads, const LoopOrder &Order);

} // namespace lorcha

#endif
