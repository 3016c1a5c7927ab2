// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What stands at the start of a function that runs one block in regions: storage, masks, parameters.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONSTART_H
#define LORCHA_LIB_EMIT_CPU_REGIONSTART_H

#include "CpuEmitter.h"

namespace lorcha {

struct RegionStart {
  const std::set<unsigned> &CopiedParameters; ///< of a kernel: those that threads may change
  bool IsKernel;
  const std::vector<std::string> &Masks;
  const std::string &CallStorage; ///< lines of RegionCalls
};

/// Lines for the head of the block function.
std::string regionStart(const CpuEmitterState &State, const RegionPlan &Plan, const RegionStart &Start);

} // namespace lorcha

#endif
