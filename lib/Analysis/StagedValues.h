// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Local variables that get their one lasting value in stages: by statements of the same block that stand
// behind the declaration, as in `float c; c = x / y;` or `int n = i - 1; if (n < 0) n = 0;`.
#ifndef LORCHA_LIB_ANALYSIS_STAGEDVALUES_H
#define LORCHA_LIB_ANALYSIS_STAGEDVALUES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include <map>
#include <vector>

namespace lorcha {

class ParsedUnit;

struct StagedValue {
  std::vector<const clang::Stmt *> Stages; ///< assignments, and branches that hold nothing but assignments
  unsigned Assignments = 0;                ///< in all stages together
};

using StagedValues = std::map<const clang::VarDecl *, StagedValue>;

/// The scalar variables in the body that stages alone change. The stages stand in the block of the
/// declaration, which no label leads into.
StagedValues findStagedValues(const clang::Stmt *Body);

/// Whether the text of the statement is a piece of its file: no macro holds a part of it and more.
bool hasTextOfItsOwn(const clang::Stmt *S, ParsedUnit &Unit);

} // namespace lorcha

#endif
