// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/TileExchanges.h"
#include "lorcha/Analysis/BarrierRegions.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

/// The first argument of a class of cooperative groups' own that has Name, or of any if that is empty.
static const TemplateArgument *firstArgument(QualType Type, llvm::StringRef Name) {
  const auto *Record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type.getNonReferenceType()->getAsCXXRecordDecl());
  const auto *Space = Record ? dyn_cast<NamespaceDecl>(Record->getDeclContext()) : nullptr;
  bool IsNamed = Record && (Name.empty() || Record->getName() == Name);
  return Space && Space->getName() == "cooperative_groups" && IsNamed ? &Record->getTemplateArgs()[0]
                                                                      : nullptr;
}

/// Whether the block's permutations move values of the type.
static bool isWord(QualType Type, const ASTContext &Context) {
  const auto *Builtin = Type->getAs<BuiltinType>();
  uint64_t Bits = Builtin ? Context.getTypeSize(Type) : 0;
  return Builtin && (Builtin->isInteger() || Builtin->isFloatingPoint()) && (Bits == 32 || Bits == 64);
}

const VarDecl *tileOf(const CallExpr *Call) {
  const Expr *Group = exchangingGroup(Call);
  const auto *Name = Group ? dyn_cast<DeclRefExpr>(Group->IgnoreParenImpCasts()) : nullptr;
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  const TemplateArgument *Threads =
      Variable ? firstArgument(Variable->getType(), "thread_block_tile") : nullptr;
  return Threads && Threads->getAsIntegral().getZExtValue() <= 32 ? Variable : nullptr;
}

TileOperation tileOperation(const CallExpr *Call, const FunctionDecl *Within) {
  const ASTContext &Context = Within->getASTContext();
  const VarDecl *Tile = tileOf(Call);
  const Expr *Value = exchangedValue(Call);
  if (!Tile || !Value ||
      (isInstantiation(Within) && Tile->getTypeSourceInfo()->getType()->getContainedAutoType()))
    return TileOperation::None;
  TileOperation Result = llvm::StringSwitch<TileOperation>(Call->getDirectCallee()->getName())
                             .Cases("shfl", "shfl_up", "shfl_down", "shfl_xor", TileOperation::Shuffle)
                             .Cases("any", "all", "ballot", TileOperation::Vote)
                             .Case("reduce", TileOperation::Reduction)
                             .Default(TileOperation::None);
  QualType Type = Value->getType().getUnqualifiedType();
  if (Result == TileOperation::Vote)
    return Result;
  if (!isWord(Type, Context))
    return TileOperation::None;
  if (Result == TileOperation::Reduction) {
    const TemplateArgument *Of = firstArgument(Call->getArg(Call->getNumArgs() - 1)->getType(), "");
    if (!Of || Of->getKind() != TemplateArgument::Type || !Context.hasSameType(Of->getAsType(), Type))
      return TileOperation::None;
  }
  return Result;
}

} // namespace lorcha
