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
  const CommonStart &Common;
  unsigned Indices; ///< IndexVariable bits that the text uses
};

struct RegionStartText {
  std::string Head; ///< lines for the head of the block function
  /// Around what each of joined blocks runs by itself, behind their common start.
  std::string OpenEach, CloseEach;
};
RegionStartText regionStart(const CpuEmitterState &State, const RegionPlan &Plan, const RegionStart &Start);

} // namespace lorcha

#endif
