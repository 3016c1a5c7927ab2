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

/// "int k = static_cast<int>(...);": what a loop counts with in a round, which is the text of a number.
std::string counterInRound(const LoopCounter &Counter, const std::string &Type, const std::string &Start,
                           const std::string &Round);

/// The text of a round's function that knows the round: "const int k = ...; return <Prefix>text[i + k];".
std::string earlyRead(const CpuEmitterState &State, const EarlyRead &Read, const char *Prefix);

/// Prints a region of the kind Lanes.
void printLaneLoop(const CpuEmitterState &State, const RegionPlan &Plan, RegionText &Text,
                   const RegionVariables &Variables, const Region &Node, const LaneLoopStart &Start);

} // namespace lorcha

#endif
