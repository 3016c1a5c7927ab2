// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where variables are named in the sources, for analyses that change these.
#ifndef LORCHA_LIB_ANALYSIS_VARIABLEMENTIONS_H
#define LORCHA_LIB_ANALYSIS_VARIABLEMENTIONS_H

#include "lorcha/Frontend/SourceChanges.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include <vector>

namespace lorcha {

/// Where a variable's name stands, in bytes from the start of the file.
using Mentions = std::vector<unsigned>;

/// All in the statement. None if macros make one of them, or lambdas may have some.
std::optional<Mentions> mentionsIn(const clang::Stmt *S, const clang::VarDecl *Variable,
                                   const clang::SourceManager &SM);

FileStretch nameAt(clang::FileID File, unsigned Offset, const clang::VarDecl *Variable);

/// Whether it is an integer whose type is written as such, of at least 32 bits: narrower ones wrap around
/// within a block.
bool isWideInteger(const clang::VarDecl *Variable);

/// As it is declared, without qualifiers and names of other types.
std::string plainType(const clang::VarDecl *Variable);

/// Whether code may come to a label from anywhere.
bool hasLabels(const clang::Stmt *S);

} // namespace lorcha

#endif
