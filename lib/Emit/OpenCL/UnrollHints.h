// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the device's compiler is told about the unrolling of loops. CUDA's compilers unroll small loops of a
// few rounds without being asked, and CUDA's programs count on it; compilers behind OpenCL drivers often do
// not.
#ifndef LORCHA_LIB_EMIT_OPENCL_UNROLLHINTS_H
#define LORCHA_LIB_EMIT_OPENCL_UNROLLHINTS_H

#include "clang/AST/Stmt.h"
#include <string>

namespace lorcha::opencl {

/// The line in front of the loop: the user's "#pragma unroll" in Attributes (null: none was given), or one of
/// ours for a small loop whose rounds are a constant; "" for nothing.
std::string unrollPragma(const clang::Stmt *Loop, const clang::AttributedStmt *Attributes,
                         const clang::ASTContext &Context);

} // namespace lorcha::opencl

#endif
