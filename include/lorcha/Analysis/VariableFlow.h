// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a stretch of statements does with the local variables of its function: reads, writes, kills, and where
// an address of one is kept. Also which statements leave the stretch. Conservative in `Exposed`, `Written`
// and `Escaping`.
#ifndef LORCHA_ANALYSIS_VARIABLEFLOW_H
#define LORCHA_ANALYSIS_VARIABLEFLOW_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SetVector.h"
#include <vector>

namespace lorcha {

using VariableSet = llvm::SmallSetVector<const clang::VarDecl *, 8>;

struct VariableFlow {
  VariableSet Declared;  ///< at the top level of the stretch
  VariableSet Inner;     ///< declared further inside
  VariableSet Mentioned; ///< local variables and parameters of any function
  VariableSet Written;   ///< may be changed, beside being initialised
  VariableSet Exposed;   ///< may be read before the stretch has assigned them
  VariableSet Killed;    ///< assigned on every way through to the end of the stretch
  VariableSet Escaping;  ///< whose address goes elsewhere than into a call's argument
  std::vector<const clang::Stmt *>
      Leaves; ///< return, and break and continue whose target is around the stretch
};

/// The flow through the statements one after the other.
VariableFlow variableFlow(llvm::ArrayRef<const clang::Stmt *> Statements);

/// The local variable that an lvalue is, or is a part of; null for memory that other threads can see.
const clang::VarDecl *rootVariable(const clang::Expr *E);

/// What `i += step` and `i = i + step` add, and `i -= step` takes away; null for other statements.
const clang::Expr *addedTo(const clang::Stmt *S, const clang::VarDecl *Variable);

/// Whether a declaration is a variable with a copy per thread: local, not shared, not static.
bool isPerThread(const clang::ValueDecl *Declaration);

} // namespace lorcha

#endif
