// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that several threads go through in step.
#ifndef LORCHA_LIB_EMIT_CPU_LANELOOPPRINTER_H
#define LORCHA_LIB_EMIT_CPU_LANELOOPPRINTER_H

#include "RegionVariables.h"

namespace lorcha {

struct LaneLoopStart {
  std::string Init;  ///< the loop over threads that initialises; empty if there is none
  std::string Guard; ///< a function of a thread: whether it takes part
};

/// Prints a region of the kind Lanes.
void printLaneLoop(const CpuEmitterState &State, const RegionPlan &Plan, RegionText &Text,
                   const RegionVariables &Variables, const Region &Node, const LaneLoopStart &Start);

} // namespace lorcha

#endif
