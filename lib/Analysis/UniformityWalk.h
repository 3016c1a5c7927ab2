// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One pass over a function's body for the uniformity analysis. The analysis repeats passes until nothing
// changes.
#ifndef LORCHA_LIB_ANALYSIS_UNIFORMITYWALK_H
#define LORCHA_LIB_ANALYSIS_UNIFORMITYWALK_H

#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "clang/AST/StmtCXX.h"

namespace lorcha {

/// Values of expressions, from what is known of variables so far.
class UniformityValues {
public:
  UniformityValues(const KernelUniformity &Kernel, const FunctionUniformity &Function)
      : Kernel(Kernel), Function(Function) {}

  Uniformity value(const clang::Expr *E) const;
  /// Of the address of an lvalue.
  Uniformity address(const clang::Expr *E) const;
  /// Of what a reference parameter or variable bound to E stands for.
  Uniformity reference(const clang::Expr *E, clang::QualType ReferenceType) const;
  /// Of the object that a member function is called on, as its `this`.
  Uniformity object(const clang::Expr *Object, const clang::CXXMethodDecl *Method) const;

private:
  Uniformity call(const clang::CallExpr *Call) const;
  Uniformity construction(const clang::CXXConstructExpr *E) const;
  Uniformity declaration(const clang::DeclRefExpr *Ref) const;
  Uniformity binary(const clang::BinaryOperator *E) const;
  Uniformity subscript(const clang::ArraySubscriptExpr *E) const;
  Uniformity children(const clang::Stmt *S) const;
  /// Of what a load gives from an address. IsGlobal: not from shared memory.
  Uniformity memory(Uniformity Address, clang::QualType Type, bool IsGlobal) const;
  bool isGlobal(const clang::Expr *Lvalue) const;
  bool isThreadPosition(const clang::Expr *E) const;
  std::optional<int64_t> constant(const clang::Expr *E) const;

  const KernelUniformity &Kernel;
  const FunctionUniformity &Function;
};

/// One pass over a body: updates the function's facts, and those of its callees when InContext.
class UniformityWalk {
public:
  UniformityWalk(KernelUniformity &Kernel, FunctionUniformity &Function, bool InContext)
      : Kernel(Kernel), Function(Function), Values(Kernel, Function), InContext(InContext) {}

  /// Whether anything changed.
  bool run();

private:
  void statement(const clang::Stmt *S);
  void declare(const clang::VarDecl *Variable);
  void loop(const clang::Stmt *Loop, const clang::Stmt *Init, const clang::Stmt *Declaration,
            const clang::Expr *Condition, const clang::Stmt *Increment, const clang::Stmt *Body);
  void leave(const clang::Stmt *Target);
  void branch(Uniformity Condition, llvm::function_ref<void()> Inside);
  void alternatives(Uniformity Condition, llvm::function_ref<void()> First,
                    llvm::function_ref<void()> Second);
  void rounds(const clang::Stmt *Target, bool IsSwitch, llvm::function_ref<Uniformity()> Condition,
              llvm::function_ref<void()> Inside);
  void label();
  void joinState(const FunctionUniformity::VariableState &Other);
  void effects(const clang::Stmt *S);
  void effectsOf(const clang::Expr *S);
  void effectsOfCall(const clang::CallExpr *Call);
  void visitCallee(const clang::FunctionDecl *Callee, llvm::ArrayRef<const clang::Expr *> Arguments,
                   std::optional<Uniformity> This);
  void assign(const clang::Expr *Target, Uniformity Value);
  void assign(const clang::VarDecl *Variable, Uniformity Value);
  void taint(const clang::Expr *E);
  Uniformity controlSince(size_t Depth) const;
  Uniformity control() const { return join(Function.Entry, controlSince(0)); }
  void raise(Uniformity &Fact, Uniformity To);
  void raise(bool &Fact);
  void raise(BuiltinEffect To);
  void raise(llvm::DenseMap<const clang::Stmt *, Uniformity> &Facts, const clang::Stmt *S, Uniformity To);

  KernelUniformity &Kernel;
  FunctionUniformity &Function;
  UniformityValues Values;
  bool InContext;
  bool Changed = false;
  struct Enclosing {
    const clang::Stmt *Target;
    bool IsSwitch;
    size_t Depth;
    FunctionUniformity::VariableState Start; ///< of a switch: what each of its labels may find
  };
  std::vector<Enclosing> Targets;
  std::vector<Uniformity> Conditions;
  llvm::DenseMap<const clang::VarDecl *, size_t> Depths;
  FunctionUniformity::VariableState State; ///< of each variable at the place where the walk is
  Uniformity Returned = Uniformity::Block;
};

} // namespace lorcha

#endif
