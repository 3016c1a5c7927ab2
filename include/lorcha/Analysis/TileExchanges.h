// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations of tiles of up to a warp whose outcome the block can work out between two loops over its threads,
// as it does for the warp functions that they are like.
#ifndef LORCHA_ANALYSIS_TILEEXCHANGES_H
#define LORCHA_ANALYSIS_TILEEXCHANGES_H

#include "clang/AST/ExprCXX.h"

namespace lorcha {

enum class TileOperation { None, Shuffle, Vote, Reduction };

/// What a call in Within's body is, if the type of its tile can be written down there for all instantiations,
/// and its values are words.
TileOperation tileOperation(const clang::CallExpr *Call, const clang::FunctionDecl *Within);

/// The variable that has the tile of such a call.
const clang::VarDecl *tileOf(const clang::CallExpr *Call);

} // namespace lorcha

#endif
