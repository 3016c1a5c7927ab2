// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of __device__ functions in __host__ __device__ functions. CUDA allows them, as long as the host never
// gets to one; Clang refuses them in functions that it would compile for the host.
#ifndef LORCHA_LIB_FRONTEND_WRONGSIDECALLS_H
#define LORCHA_LIB_FRONTEND_WRONGSIDECALLS_H

#include "clang/AST/Decl.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/SmallVector.h"

namespace lorcha {

/// Lets such calls pass while a unit is parsed. Clang refuses them at once in functions that other units can
/// call, else when it knows that a function is called: so functions are inline while their bodies are read,
/// and what is put off is forgotten.
class WrongSideCalls {
public:
  /// Before the body of a function is read.
  void enterBody(clang::Decl *Declared);
  /// After each declaration at namespace level, instantiations of templates among them.
  void leaveDeclaration(clang::Sema &Sema);

private:
  llvm::SmallVector<clang::FunctionDecl *, 4> Changed; ///< whose inline is ours
};

} // namespace lorcha

#endif
