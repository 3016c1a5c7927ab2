// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The constant block sizes with which a unit launches its kernels. A guess for speed: the runtime compares.
#ifndef LORCHA_LIB_PLAN_USUALSIZES_H
#define LORCHA_LIB_PLAN_USUALSIZES_H

#include "lorcha/Device/DeviceProgram.h"
#include <array>

namespace lorcha {

/// Of the launches of a kernel, the first constant blockDim of one row; 0 in x if there is none. Variables
/// count with what they are initialised with. Short rows have loops of their own already, which unrolled rows
/// would not make faster.
std::array<unsigned, 3> usualBlockSize(const DeviceProgram &Program, const FunctionModel &Kernel,
                                       const clang::ASTContext &Context);

} // namespace lorcha

#endif
