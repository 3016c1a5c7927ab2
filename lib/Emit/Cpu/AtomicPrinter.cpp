// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics on shared memory: `atomicAdd(&tile[i], 1)` becomes `lorcha::within_block::atomicAdd(&tile[i], 1)`,
// which locks nothing. Only where the address is plainly that of a shared variable.
#include "CpuEmitter.h"
#include "lorcha/Device/PlainAddresses.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

class Finder : public AstVisitor {
public:
  explicit Finder(CpuEmitterState &State) : State(State) {}

  bool VisitCallExpr(CallExpr *Call) override {
    const auto *Callee = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Callee || !Function || !Function->getIdentifier() || !State.Unit.isOurs(Function) ||
        Callee->hasQualifier() || !Callee->getLocation().isFileID() || Call->getNumArgs() < 2)
      return true;
    // Those with an order and a scope, whose names begin with underscores, keep their fences.
    llvm::StringRef Name = Function->getName();
    const BuiltinEntry *Builtin = lookupBuiltin(Name);
    QualType Pointee = Function->getParamDecl(0)->getType()->getPointeeType();
    bool IsAtomic = Builtin && Builtin->Effect == BuiltinEffect::Memory && !Name.starts_with("__") &&
                    !Name.contains('_') && !Pointee.isNull() && Pointee->isArithmeticType() &&
                    !Pointee.isConstQualified() && !Pointee.isVolatileQualified() &&
                    Pointee->isIntegerType() == Call->getType()->isIntegerType();
    if (IsAtomic && pointsToShared(Call->getArg(0)))
      State.Edits.insertBefore(Callee->getLocation(), "lorcha::within_block::");
    return true;
  }

private:
  CpuEmitterState &State;
};

} // namespace

void printBlockAtomics(CpuEmitterState &State, const FunctionModel &Function) {
  if (Function.isLambda())
    return;
  for (const FunctionDecl *Definition : definitionsOf(Function))
    Finder(State).TraverseStmt(Definition->getBody());
}

} // namespace lorcha
