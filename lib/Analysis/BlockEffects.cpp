// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "BlockEffects.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Device/PlainAddresses.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

/// Calls and accesses through which one block may see what another does, or that differ from call to call.
class EffectFinder : public AstVisitor {
public:
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Row = Callee ? rowOf(Callee) : nullptr;
    const bool IsOfBlock = Call->getNumArgs() && pointsToShared(Call->getArg(0));
    return note(Row && ((Row->Effect == BuiltinEffect::Memory && !IsOfBlock) ||
                        Row->Effect == BuiltinEffect::GridBarrier));
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    return note(Cast->getSubExpr()->getType().isVolatileQualified());
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *) override { return note(true); }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return note(true); }

private:
  bool note(bool IsEffect) {
    Found |= IsEffect;
    return !Found;
  }
};

/// Whether a function that the kernel calls asks for its block, or shares memory, by itself.
bool calleesAsk(const FunctionModel &Kernel, const Reach &Reached) {
  return llvm::any_of(Reached.Functions, [&](const FunctionModel *Function) {
    return Function != &Kernel &&
           ((Function->Indices & BlockIdx) || !Function->PlaceQuestions.empty() ||
            !Function->Shared.empty() || !Function->OuterShared.empty() || Function->HasIndirectCall);
  });
}

} // namespace

bool canCompareBlocks(const FunctionModel &Kernel, const Reach &Reached) {
  const std::vector<const FunctionDecl *> Definitions = definitionsOf(Kernel);
  const bool IsOneText = Definitions.size() == 1 && Definitions.front() == Kernel.Declaration;
  if (!IsOneText || Reached.MayCallOtherUnits || !Kernel.PlaceQuestions.empty() ||
      !Kernel.OuterShared.empty() || calleesAsk(Kernel, Reached))
    return false;
  EffectFinder Effects;
  for (const FunctionModel *Function : Reached.Functions)
    for (const FunctionDecl *Definition : definitionsOf(*Function))
      Effects.TraverseStmt(Definition->getBody());
  return !Effects.Found;
}

} // namespace lorcha
