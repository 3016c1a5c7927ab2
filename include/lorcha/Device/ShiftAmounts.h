// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shifts whose amount may reach the width of the shifted value. C++ leaves them undefined; NVIDIA's devices
// shift everything out (PTX: "shift amounts greater than the register width N are clamped to N"), and
// programs rely on it.
#ifndef LORCHA_DEVICE_SHIFTAMOUNTS_H
#define LORCHA_DEVICE_SHIFTAMOUNTS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace lorcha {

/// Whether the operator is a shift of integers by an amount that is not known to be below the width.
/// Conservative: constants, masks, remainders and const variables are understood. False where a type is not
/// known yet.
bool mayShiftOut(const clang::BinaryOperator *Operator, const clang::ASTContext &Context);

} // namespace lorcha

#endif
