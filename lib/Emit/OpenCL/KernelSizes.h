// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How much memory of each kind a kernel names in its text.
#ifndef LORCHA_EMIT_OPENCL_KERNELSIZES_H
#define LORCHA_EMIT_OPENCL_KERNELSIZES_H

#include "lorcha/Frontend/Frontend.h"

namespace clang {
class FunctionDecl;
}

namespace lorcha::opencl {

/// Bytes. Over the kernel and all that it calls by name, each function once; what calls through pointers
/// reach does not count.
struct KernelSizes {
  uint64_t Shared = 0;   ///< of static shared variables
  uint64_t Constant = 0; ///< of __constant__ variables
  uint64_t Local = 0;    ///< of a thread's own arrays
};

/// Kernel is an instance: nothing in it depends on parameters of a template.
KernelSizes sizesOf(ParsedUnit &Unit, const clang::FunctionDecl *Kernel);

} // namespace lorcha::opencl

#endif
