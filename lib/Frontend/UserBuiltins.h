// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of the user's that are called like a builtin of Clang's for the processor (__rdtsc), which the
// host compilers of nvcc do not have. Clang would take the definition for another declaration of its own.
#ifndef LORCHA_FRONTEND_USERBUILTINS_H
#define LORCHA_FRONTEND_USERBUILTINS_H

#include "clang/Frontend/CompilerInstance.h"

namespace lorcha {

/// For one parse. Must outlive it.
class UserBuiltins {
public:
  explicit UserBuiltins(clang::CompilerInstance &Compiler) : Compiler(Compiler) {}
  /// For each token that leaves the preprocessor. The parser declares a function when it has seen the '{'.
  void noteToken(const clang::Token &Read);

private:
  bool mayBeUsers(const clang::Token &Name) const;

  clang::CompilerInstance &Compiler;
  clang::IdentifierInfo *Candidate = nullptr; ///< the builtin's name, if the tokens since may define it
  unsigned Open = 0;                          ///< parentheses since then
  bool HasParameters = false;                 ///< they are closed again
};

} // namespace lorcha

#endif
