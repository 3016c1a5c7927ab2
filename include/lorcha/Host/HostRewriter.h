// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites what is CUDA outside of kernels' and device functions' shape: names of the API, launches,
// attributes, includes and conditionals. Host code keeps its text.
#ifndef LORCHA_HOST_HOSTREWRITER_H
#define LORCHA_HOST_HOSTREWRITER_H

#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Emit/EditList.h"

namespace lorcha {

/// cudaX to lorchaX in all code, dependent code included; reports calls of unsupported functions.
void rewriteNames(ParsedUnit &Unit, EditList &Edits);

/// `k<<<g, b>>>(a)` to `lorcha::configure(g, b), k(a)`. After all other edits within launch configurations.
void rewriteLaunches(ParsedUnit &Unit, const DeviceProgram &Program, EditList &Edits);

/// Attribute macros (__device__ ...), names in macro definitions and in conditionals.
void rewritePreprocessing(ParsedUnit &Unit, EditList &Edits);

} // namespace lorcha

#endif
