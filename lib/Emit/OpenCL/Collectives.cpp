// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Goes from the kernel down its calls until no more functions turn out to be entered by a part of the block
// only.
#include "Collectives.h"
#include "lorcha/Analysis/AddressSpaces.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha::opencl {

static const FunctionDecl *definitionOf(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  return Function->hasBody(Definition) ? Definition : Function;
}

Collectives::Collectives(ParsedUnit &Unit, const FunctionDecl *Root, RootKind Kind)
    : Facts(Unit, Root), Kind(Kind) {
  if (Kind == RootKind::Export && contains(Root->getBody()))
    Partial.insert(definitionOf(Root));
  do {
    Changed = false;
    for (const FunctionDecl *Function : Facts.functions())
      visit(definitionOf(Function), Function->getBody());
  } while (Changed);
}

bool Collectives::isGroupPrimitive(const FunctionDecl *Function) const {
  const auto *Group = dyn_cast<NamespaceDecl>(Function->getDeclContext());
  return Group && Group->getName() == "group" && Facts.unit().isOurs(Function) && Function->getIdentifier() &&
         !Function->hasBody();
}

bool Collectives::isCollectiveOfOurs(const FunctionDecl *Function) const {
  const FunctionDecl *Definition = nullptr;
  if (!Facts.unit().isOurs(Function) || !Function->hasBody(Definition))
    return false;
  auto [It, IsNew] =
      Ours.try_emplace(Definition, false); // false while it is looked at: recursion adds nothing
  if (!IsNew)
    return It->second;
  bool Result = contains(Definition->getBody());
  return Ours[Definition] = Result;
}

bool Collectives::isBarrier(const FunctionDecl *Function) const {
  if (!Function || !Function->getIdentifier())
    return false;
  if (isGroupPrimitive(Function))
    return Function->getName() == "blockBarrier" || Function->getName() == "blockWideBarrier";
  const BuiltinEntry *Builtin = Function->hasBody() ? nullptr : Facts.builtin(Function);
  return Builtin && Builtin->Effect == BuiltinEffect::BlockBarrier;
}

bool Collectives::containsBarrier(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *Definition = nullptr;
    if (isBarrier(Callee) ||
        (isCollective(Callee) && Callee->hasBody(Definition) && containsBarrier(Definition->getBody())))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return containsBarrier(Child); });
}

bool Collectives::isCollective(const FunctionDecl *Function) const {
  if (!Function)
    return false;
  if (isGroupPrimitive(Function))
    return Function->getName() != "here" && Function->getName() != "blockHere" &&
           Function->getName() != "gridIsCooperative";
  if (Facts.unit().isOurs(Function) && Function->hasBody())
    return isCollectiveOfOurs(Function);
  if (const BuiltinEntry *Builtin = Facts.builtin(Function))
    return Builtin->Effect >= BuiltinEffect::BlockBarrier || Builtin->OpenClTakes == OpenClTaking::Predicate;
  const FunctionUniformity *Known = Facts.of(Function);
  if (!Known && Kind != RootKind::Kernel && isOfOtherUnit(Facts.unit(), Function))
    return true;
  return Known && Known->effect() >= BuiltinEffect::BlockBarrier;
}

bool Collectives::contains(const Stmt *S) const {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && isCollective(Call->getDirectCallee()))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S);
      Construct && isCollective(Construct->getConstructor()))
    return true;
  if (isa<LambdaExpr>(S)) // its body is another function's
    return false;
  if (const auto *If = dyn_cast<IfStmt>(S); If && If->isConstexpr()) {
    auto Chosen = If->getNondiscardedCase(Facts.unit().ast());
    return Chosen && contains(*Chosen);
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return contains(Child); });
}

bool Collectives::allTake(const FunctionDecl *Within, const Stmt *S) const {
  const FunctionUniformity *Known = Facts.of(Within);
  return Known && !isPartial(Within) && Known->control(S) == Uniformity::Block &&
         Known->returnedBefore(S) == Uniformity::Block;
}

static bool isTile(QualType Type) {
  const auto *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->getName() == "thread_block_tile";
}

uint32_t Collectives::lanesNamed(const Stmt *S) const {
  constexpr uint32_t AllLanes = ~0u;
  if (!S || isa<LambdaExpr>(S))
    return 0;
  uint32_t Lanes = 0;
  for (const Stmt *Child : S->children())
    Lanes |= lanesNamed(Child);
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  // What gives nothing back only waits: that works from different arms.
  if (!isCollective(Callee) ||
      (Callee->getReturnType()->isVoidType() && !Facts.unit().isUsers(Callee->getLocation())))
    return Lanes;
  const FunctionDecl *Definition = nullptr;
  if (Callee->hasBody(Definition)) {
    if (!Facts.unit().isOurs(Callee))
      return Lanes | lanesNamed(Definition->getBody());
    const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
    bool NamesTile = (Method && isTile(Method->getObjectType())) ||
                     llvm::any_of(Call->arguments(), [](const Expr *E) { return isTile(E->getType()); });
    return NamesTile ? AllLanes : Lanes;
  }
  // A mask that the program computes is taken to be of the lanes that are there.
  Expr::EvalResult Mask;
  bool IsKnown = Call->getNumArgs() > 0 && Callee->getParamDecl(0)->getName() == "mask" &&
                 Call->getArg(0)->EvaluateAsInt(Mask, Facts.unit().ast());
  return IsKnown ? Lanes | static_cast<uint32_t>(Mask.Val.getInt().getZExtValue()) : Lanes;
}

bool Collectives::partsLanesThatMeet(const FunctionDecl *Within, const IfStmt *Branch) const {
  const FunctionUniformity *Known = Facts.of(Within);
  if (!Branch->getElse() || !Known || Known->controlWithin(Branch->getThen()) != Uniformity::Divergent)
    return false;
  return (lanesNamed(Branch->getThen()) & lanesNamed(Branch->getElse())) != 0;
}

void Collectives::visit(const FunctionDecl *Within, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (isCollective(Callee) && !allTake(Within, S)) {
    Changed |= Predicated.insert(Within).second;
    if (!Facts.builtin(Callee))
      Changed |= Partial.insert(definitionOf(Callee)).second;
  }
  for (const Stmt *Child : S->children())
    visit(Within, Child);
}

} // namespace lorcha::opencl
