// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether a type is written with something that only the function's body knows: a name that is declared
// there, or a macro that is defined there.
#ifndef LORCHA_LIB_DEVICE_LOCALNAMES_H
#define LORCHA_LIB_DEVICE_LOCALNAMES_H

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"

namespace lorcha {

/// Of a variable that is declared in the function's body.
bool namesLocal(const clang::VarDecl *Variable, const clang::FunctionDecl *Function,
                const clang::SourceManager &SM);

} // namespace lorcha

#endif
