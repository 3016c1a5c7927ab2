// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lets device code launch kernels that are templates or overloaded. Clang 19 takes no kernel for a candidate
// where the caller is device code, unless the caller was declared implicitly; a kernel that is the only one
// of its name is never asked about. So functions with a "<<<" count as declared implicitly until the unit is
// parsed.
#ifndef LORCHA_FRONTEND_DEVICELAUNCHES_H
#define LORCHA_FRONTEND_DEVICELAUNCHES_H

#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

namespace lorcha {

/// For one parse. Must outlive it.
class DeviceLaunches {
public:
  explicit DeviceLaunches(clang::CompilerInstance &Compiler) : Compiler(Compiler) {}
  /// For each token that leaves the preprocessor.
  void noteToken(const clang::Token &Read);
  /// For each function that is about to be instantiated.
  void noteInstantiation(clang::FunctionDecl *Made);
  /// The functions are what they were written as again. Once the unit is parsed.
  void restore();

private:
  clang::FunctionDecl *functionThatIsRead() const;
  void mark(clang::FunctionDecl *Caller);

  clang::CompilerInstance &Compiler;
  llvm::SmallVector<clang::FunctionDecl *> Marked, Instantiated;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Callers; ///< as they are written; see patternOf
};

} // namespace lorcha

#endif
