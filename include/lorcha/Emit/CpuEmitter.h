// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the CPU part of a plan as edits of the user's text: loops around kernels, stubs, hidden parameters,
// shared memory. Decides nothing.
#ifndef LORCHA_EMIT_CPUEMITTER_H
#define LORCHA_EMIT_CPUEMITTER_H

#include "lorcha/Emit/EditList.h"
#include "lorcha/Plan/Plan.h"

namespace lorcha {

struct CpuEmitterOptions {
  bool Relocatable = false; ///< -rdc=true: device functions and variables keep external linkage
};

/// Name edits must have been made before: stubs and launches copy edited text.
void emitCpu(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
             const CpuEmitterOptions &Options, EditList &Edits);

} // namespace lorcha

#endif
