// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which shared memory an access of device code is to: the variable, or the parameter through which a function
// gets it. Follows pointers through initialisations, assignments, calls and their results; what it cannot
// follow is none.
#ifndef LORCHA_LIB_ANALYSIS_SHAREDROOTS_H
#define LORCHA_LIB_ANALYSIS_SHAREDROOTS_H

#include "lorcha/Device/DeviceProgram.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace lorcha {

class SharedRoots {
public:
  explicit SharedRoots(ParsedUnit &Unit);

  /// Definitions of the users' device functions, in the order of the text; of templates each instantiation.
  const std::vector<const clang::FunctionDecl *> &functions() const { return Functions; }
  /// Whether device code writes to memory that may be shared.
  bool hasSharedStores() const { return HasShared && HasStores; }

  /// The shared variable, or parameter that points to shared memory, in which the glvalue lies; null if it
  /// lies elsewhere, or is not known to lie there.
  const clang::VarDecl *of(const clang::Expr *Glvalue) { return find(Glvalue, 0); }
  /// The same for what a pointer points to.
  const clang::VarDecl *ofPointee(const clang::Expr *Pointer) { return findPointee(Pointer, 0); }
  /// The values that a local variable is given, its initialisation among them.
  llvm::ArrayRef<const clang::Expr *> valuesOf(const clang::VarDecl *Variable) const;
  /// What the calls of its function give to a parameter.
  std::vector<const clang::Expr *> argumentsFor(const clang::ParmVarDecl *Parameter) const;

private:
  class Collector;

  const clang::VarDecl *find(const clang::Expr *Glvalue, unsigned Depth);
  const clang::VarDecl *findPointee(const clang::Expr *Pointer, unsigned Depth);
  const clang::VarDecl *findVariable(const clang::VarDecl *Variable, unsigned Depth);
  const clang::VarDecl *findResult(const clang::FunctionDecl *Function, unsigned Depth);
  bool isHandedShared(const clang::ParmVarDecl *Parameter, unsigned Depth);

  std::vector<const clang::FunctionDecl *> Functions;
  llvm::DenseMap<const clang::VarDecl *, std::vector<const clang::Expr *>> Values;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<const clang::CallExpr *>> Calls; ///< by definition
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<const clang::Expr *>> Results;
  bool HasShared = false, HasStores = false;
};

} // namespace lorcha

#endif
