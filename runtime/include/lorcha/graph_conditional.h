// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How kernels decide about conditional nodes of graphs. The parse sees the same text: OpenCL C is lowered
// from it.
#ifndef LORCHA_GRAPH_CONDITIONAL_H
#define LORCHA_GRAPH_CONDITIONAL_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"

/// Sets the value behind a handle of cudaGraphConditionalHandleCreate, which is its address in the memory of
/// the device. The last kernel that sets it before the node decides.
LORCHA_DEVICE inline void cudaGraphSetConditional(unsigned long long Handle, unsigned Value) {
  *reinterpret_cast<unsigned *>(Handle) = Value;
}

#include "lorcha/users_letters.h"
#endif
