// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a kernel can reach through the call graph: the strongest synchronisation, and what stands in its way.
// Conservative: both sides of every condition count, and a call through a pointer reaches all functions whose
// address is taken in the unit.
#ifndef LORCHA_ANALYSIS_REACHABILITY_H
#define LORCHA_ANALYSIS_REACHABILITY_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

struct Reach {
  std::vector<const FunctionModel *> Functions; ///< in the order of first reach, the start included
  BuiltinEffect Effect = BuiltinEffect::Pure;   ///< strongest one
  clang::SourceLocation EffectLocation;         ///< of the call that has it
  const FunctionModel *EffectFunction = nullptr;
  bool MayCallOtherUnits = false; ///< then anything may happen there
  const FunctionModel *Launching = nullptr; ///< one that launches kernels; null if none does
  const Obstacle *FirstObstacle = nullptr;
};

Reach reachFrom(const FunctionModel &Start);

} // namespace lorcha

#endif
