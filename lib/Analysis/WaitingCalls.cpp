// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "WaitingCalls.h"
#include "lorcha/Analysis/BarrierRegions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

static bool isOfGroups(const Decl *D) {
  const auto *Space = dyn_cast<NamespaceDecl>(D->getDeclContext());
  return Space && Space->getName() == "cooperative_groups";
}

/// The class of a cooperative group; null for other types.
static const CXXRecordDecl *groupClass(QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && isOfGroups(Record) ? Record : nullptr;
}

const Expr *withoutCleanups(const Stmt *S) {
  const auto *Cleanups = dyn_cast<ExprWithCleanups>(S);
  return Cleanups ? Cleanups->getSubExpr() : cast<Expr>(S);
}

const Expr *exchangingGroup(const CallExpr *Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    return groupClass(Object->getType()) ? Object : nullptr;
  }
  return Call->getNumArgs() && groupClass(Call->getArg(0)->getType()) ? Call->getArg(0) : nullptr;
}

bool isShuffle(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  return Callee && !isa<CXXMethodDecl>(Callee) && Callee->getIdentifier() &&
         Callee->getName().starts_with("__shfl");
}

bool isVote(const CallExpr *Call) {
  static const std::set<llvm::StringRef> Votes = {
      "__ballot_sync", "__any_sync",          "__all_sync",        "__ballot",        "__any",
      "__all",         "__syncthreads_count", "__syncthreads_and", "__syncthreads_or"};
  const FunctionDecl *Callee = Call->getDirectCallee();
  return Callee && !isa<CXXMethodDecl>(Callee) && Callee->getIdentifier() && Votes.count(Callee->getName());
}

const Expr *exchangedValue(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Callee->getNumParams() == 0)
    return nullptr;
  unsigned Index = 0;
  if (isOfGroups(Callee))
    Index = exchangingGroup(Call) ? 1 : Call->getNumArgs(); // coalesced_threads has nothing to hand in
  else if (!isa<CXXMethodDecl>(Callee) && Callee->getParamDecl(0)->getName() == "mask")
    Index = 1;
  return Index < Call->getNumArgs() ? Call->getArg(Index) : nullptr;
}

bool WaitingCalls::synchronises(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return false;
  if (const BuiltinEntry *Builtin = Kernel.builtin(Callee))
    return Builtin->Effect >= BuiltinEffect::BlockBarrier;
  const FunctionUniformity *Known = Kernel.of(Callee);
  return (Known && Known->effect() >= BuiltinEffect::BlockBarrier &&
          Kernel.unit().isUsers(Callee->getLocation())) ||
         (Opened && Opened->contains(Callee));
}

const CallExpr *WaitingCalls::find(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && synchronises(Call))
    return Call;
  for (const Stmt *Child : S->children())
    if (const CallExpr *Found = find(Child))
      return Found;
  return nullptr;
}

// --- Barriers

/// The group whose barrier is called; null for barriers of blocks and warps.
static const CXXRecordDecl *waitingGroup(const CallExpr *Barrier) {
  if (const Expr *Group = exchangingGroup(Barrier))
    return groupClass(Group->IgnoreParenImpCasts()->getType());
  const auto *Member = dyn_cast<MemberExpr>(Barrier->getCallee()->IgnoreParenImpCasts()); // a static method
  return Member ? groupClass(Member->getBase()->getType()) : nullptr;
}

bool WaitingCalls::worksTogether(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
  return Builtin && Builtin->CudaName.starts_with("nvcuda::");
}

bool WaitingCalls::isGridBarrier(const CallExpr *Barrier) const {
  const CXXRecordDecl *Group = waitingGroup(Barrier);
  return Group && Group->getName() == "grid_group";
}

bool WaitingCalls::mayBeGridBarrier(const CallExpr *Barrier) const {
  const CXXRecordDecl *Group = waitingGroup(Barrier);
  return Group && Group->getName() == "thread_group" && Kernel.namesGrid();
}

// --- Values that threads exchange

/// Slots of an exchange have eight bytes.
static bool fitsSlot(QualType Type, const ASTContext &Context) {
  return !Type->isDependentType() && !Type->isVoidType() && Type.isTriviallyCopyableType(Context) &&
         Context.getTypeSizeInChars(Type).getQuantity() <= 8;
}

/// Whether the group is lanes of one warp: tiles of more have another base.
static bool isOfLanes(const CXXRecordDecl *Group) {
  if (Group->getName() == "coalesced_group")
    return true;
  return Group->getName() == "thread_block_tile" &&
         llvm::any_of(Group->bases(), [](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
           return Record && Record->getName() == "coalesced_group";
         });
}

/// Whether the operation calls a function of the program's by one of the threads.
static bool takesFunction(const FunctionDecl *Callee) {
  return llvm::any_of(Callee->parameters(),
                      [](const ParmVarDecl *Parameter) { return Parameter->getName() == "Invoked"; });
}

bool WaitingCalls::isExchange(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
  if (!Builtin || Call->getType()->isVoidType() || !Call->getBeginLoc().isFileID() ||
      !Call->getEndLoc().isFileID())
    return false;
  if (const Expr *Group = exchangingGroup(Call)) {
    const Expr *Value = exchangedValue(Call);
    const CXXRecordDecl *Class = groupClass(Group->IgnoreParenImpCasts()->getType());
    return Class && isOfLanes(Class) && Value && !takesFunction(Callee) &&
           fitsSlot(Value->getType(), Kernel.unit().ast());
  }
  if (isOfGroups(Callee))
    return Call->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Call->getArg(0)); // coalesced_threads
  return !isa<CXXMethodDecl>(Callee) &&
         (Builtin->Effect == BuiltinEffect::WarpOp || Builtin->Effect == BuiltinEffect::BlockBarrier) &&
         Call->getType()->isArithmeticType() &&
         (Call->getNumArgs() == 0 || Callee->getParamDecl(0)->getType()->isArithmeticType());
}

bool WaitingCalls::isBlockCall(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Kernel.builtin(Callee) || !Kernel.of(Callee) || isa<CXXOperatorCallExpr>(Call) ||
      !Call->getBeginLoc().isFileID() || !Call->getEndLoc().isFileID())
    return false;
  const Expr *Named = Call->getCallee()->IgnoreParenImpCasts();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && Method->isInstance())
    return !Method->isVirtual() && isa<CXXMemberCallExpr>(Call) && isa<MemberExpr>(Named);
  return isa<DeclRefExpr>(Named);
}

bool WaitingCalls::collectCall(const CallExpr *Call, std::vector<const CallExpr *> &Found) const {
  for (const Expr *Argument : Call->arguments())
    if (find(Argument))
      return false;
  bool IsBlockCall = isBlockCall(Call);
  if (!IsBlockCall && !isExchange(Call))
    return false;
  llvm::SmallVector<const Expr *> Handed;
  if (IsBlockCall)
    Handed.append(Call->arg_begin(), Call->arg_end());
  else if (const Expr *Value = exchangedValue(Call))
    Handed.push_back(Value);
  for (const Expr *Each : Handed)
    if (!variableFlow({Each}).Written.empty())
      return false;
  Found.push_back(Call);
  return true;
}

bool WaitingCalls::collect(const Stmt *S, std::vector<const CallExpr *> &Found) const {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && !If->getConditionVariable() && !find(If->getThen()) && !find(If->getElse()) &&
           collect(If->getCond(), Found);
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && synchronises(Call))
    return collectCall(Call, Found);
  // What is not always evaluated, or behind something else, cannot be handed in beforehand.
  if (const auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && (Binary->isLogicalOp() || Binary->getOpcode() == BO_Comma) && find(Binary->getRHS()))
    return false;
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    return !find(Choice->getTrueExpr()) && !find(Choice->getFalseExpr()) && collect(Choice->getCond(), Found);
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return collect(Child, Found); });
}

} // namespace lorcha
