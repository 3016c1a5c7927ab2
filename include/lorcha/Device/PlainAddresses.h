// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether an access is plainly one to shared or to global memory: from its expression, and what local
// pointers that never change are initialised with; no data flow. lorcha/Analysis/AddressSpaces.h finds out
// more.
#ifndef LORCHA_DEVICE_PLAINADDRESSES_H
#define LORCHA_DEVICE_PLAINADDRESSES_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace lorcha {

/// Whether a pointer points into a shared variable, and is not loaded from somewhere.
bool pointsToShared(const clang::Expr *Pointer);

/// Whether an lvalue is not in shared memory: a device variable, or reached through a kernel's parameter.
/// IsChanged: whether a local pointer or parameter may get another value than its first.
bool isPlainlyGlobal(const clang::Expr *Lvalue, llvm::function_ref<bool(const clang::VarDecl *)> IsChanged);

} // namespace lorcha

#endif
