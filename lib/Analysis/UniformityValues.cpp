// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How uniform the value of an expression is, given its variables.
#include "UniformityWalk.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Device/PlainAddresses.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

std::optional<int64_t> UniformityValues::constant(const Expr *E) const {
  Expr::EvalResult Result;
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Kernel.unit().ast()) || Result.Val.getInt().getSignificantBits() > 63)
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

Uniformity UniformityValues::children(const Stmt *S) const {
  Uniformity Result = Uniformity::Block;
  for (const Stmt *Child : S->children())
    if (const auto *E = dyn_cast_or_null<Expr>(Child))
      Result = join(Result, value(E));
  return Result;
}

Uniformity UniformityValues::memory(Uniformity Address, QualType Type, bool IsGlobal) const {
  if (Type.isVolatileQualified() || Kernel.mayBeAtomic(Type, IsGlobal))
    return Uniformity::Divergent;
  return Address;
}

bool UniformityValues::isGlobal(const Expr *Lvalue) const {
  return isPlainlyGlobal(Lvalue,
                         [&](const VarDecl *Variable) { return Function.assignments(Variable) != 0; });
}

Uniformity UniformityValues::declaration(const DeclRefExpr *Ref) const {
  if (unsigned Index = Kernel.indexVariable(Ref->getDecl()))
    return Index == ThreadIdx ? Uniformity::Divergent : Uniformity::Block;
  const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Variable)
    return isa<BindingDecl>(Ref->getDecl()) ? Uniformity::Divergent : Uniformity::Block;
  bool IsConstant = Variable->hasGlobalStorage() && Variable->getType().isConstant(Kernel.unit().ast());
  if (Variable->hasAttr<CUDAConstantAttr>() || Variable->isConstexpr() || IsConstant)
    return Uniformity::Block;
  if (Variable->getTLSKind() != VarDecl::TLS_None)
    return Uniformity::Divergent;
  bool IsLocal = Variable->hasLocalStorage() && !Variable->hasAttr<CUDASharedAttr>();
  if (IsLocal && Variable->getDeclContext() != Function.function())
    return Uniformity::Divergent; // captured by a lambda
  if (!IsLocal)
    return memory(Uniformity::Block, Variable->getType(), isGlobal(Ref));
  if (Variable->getType().isVolatileQualified())
    return Uniformity::Divergent;
  if (Variable->getType()->isReferenceType())
    return memory(Function.of(Variable), Variable->getType().getNonReferenceType(), false);
  auto Use = Function.Uses.find(Ref);
  return Use == Function.Uses.end() ? Function.of(Variable) : Use->second;
}

/// Whether E is threadIdx.x or the rank in the block, in a variable of its own perhaps.
bool UniformityValues::isThreadPosition(const Expr *E) const {
  E = E->IgnoreParenImpCasts();
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return isThreadPosition(Cast->getSubExpr());
  // Ranks in the grid, whose blocks may end with part of a warp, are wider.
  if (placeAsked(E) == PlaceKind::Thread)
    return E->getType()->isIntegerType() && Kernel.unit().ast().getIntWidth(E->getType()) == 32;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Base = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
    return Base && Kernel.indexVariable(Base->getDecl()) == ThreadIdx &&
           Member->getMemberDecl()->getNameAsString() == "x";
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage() && Variable->getInit() && !isa<ParmVarDecl>(Variable) &&
         Function.Assignments.lookup(Variable) == 0 && isThreadPosition(Variable->getInit());
}

Uniformity UniformityValues::binary(const BinaryOperator *E) const {
  if (E->getOpcode() == BO_Assign || E->getOpcode() == BO_Comma)
    return value(E->getRHS());
  Uniformity Both = join(value(E->getLHS()), value(E->getRHS()));
  if (Both != Uniformity::Divergent || !isThreadPosition(E->getLHS()))
    return Both;
  std::optional<int64_t> Right = constant(E->getRHS());
  if (!Right)
    return Both;
  bool IsWhole = false;
  switch (E->getOpcode()) {
  case BO_Div:
  case BO_LT:
  case BO_GE:
    IsWhole = *Right > 0 && *Right % 32 == 0;
    break;
  case BO_LE:
  case BO_GT:
    IsWhole = (*Right + 1) % 32 == 0;
    break;
  case BO_Shr:
    IsWhole = *Right >= 5;
    break;
  default:
    break;
  }
  return IsWhole ? Uniformity::Warp : Both;
}

Uniformity UniformityValues::subscript(const ArraySubscriptExpr *E) const {
  Uniformity Index = value(E->getIdx());
  if (const VarDecl *Variable = rootVariable(E); Variable && !Variable->getType()->isPointerType())
    return join(Index, value(E->getBase()->IgnoreParenImpCasts()));
  return memory(address(E), E->getType(), isGlobal(E));
}

Uniformity UniformityValues::address(const Expr *E) const {
  E = E->IgnoreParens();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable || !Variable->hasLocalStorage() || Variable->hasAttr<CUDASharedAttr>())
      return Uniformity::Block;
    return Variable->getType()->isReferenceType() ? Function.of(Variable) : Uniformity::Divergent;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->isArrow() ? value(Member->getBase()) : address(Member->getBase());
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return join(value(Subscript->getBase()), value(Subscript->getIdx()));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return value(Unary->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->getSubExpr()->isGLValue())
    return address(Cast->getSubExpr());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return join(value(Choice->getCond()),
                join(address(Choice->getTrueExpr()), address(Choice->getFalseExpr())));
  if (isa<StringLiteral>(E))
    return Uniformity::Block;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(Call);
  return Uniformity::Divergent;
}

/// Whether the expression makes the object that it stands for.
static bool isTemporary(const Expr *E) { return !E->isGLValue() || !E->IgnoreParenImpCasts()->isGLValue(); }

Uniformity UniformityValues::reference(const Expr *E, QualType ReferenceType) const {
  bool IsConst = ReferenceType.getNonReferenceType().isConstQualified();
  if (isTemporary(E))
    return IsConst || ReferenceType->isRValueReferenceType() ? value(E) : Uniformity::Divergent;
  if (rootVariable(E))
    return IsConst ? value(E) : Uniformity::Divergent;
  return address(E);
}

Uniformity UniformityValues::object(const Expr *Object, const CXXMethodDecl *Method) const {
  if (!Method || !Object)
    return Uniformity::Divergent;
  if (Object->getType()->isPointerType())
    return value(Object);
  if (rootVariable(Object) || isTemporary(Object))
    return Method->isConst() || Method->getParent()->isEmpty() ? value(Object) : Uniformity::Divergent;
  return address(Object);
}

Uniformity UniformityValues::construction(const CXXConstructExpr *E) const {
  Uniformity Result = Uniformity::Block;
  for (const Expr *Argument : E->arguments())
    Result = join(Result, value(Argument));
  const CXXConstructorDecl *Constructor = E->getConstructor();
  if (Constructor->isTrivial() || Constructor->isDefaulted())
    return Result;
  const FunctionUniformity *Callee = Kernel.alone(Constructor);
  return Callee && !Callee->dependsOnThread() ? Result : Uniformity::Divergent;
}

Uniformity UniformityValues::call(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return Uniformity::Divergent;
  Uniformity Numbers = Uniformity::Block, Others = Uniformity::Block;
  const bool HasObjectFirst = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const unsigned Index = I - HasObjectFirst; // of an object: none
    const bool IsNumber =
        Index < Callee->getNumParams() && Callee->getParamDecl(Index)->getType()->isArithmeticType();
    Uniformity &Joined = IsNumber ? Numbers : Others;
    Joined = join(Joined, value(Call->getArg(I)));
  }
  Uniformity Result = join(Numbers, Others);
  if (const BuiltinEntry *Builtin = Kernel.builtin(Callee)) {
    bool IsGroupMember = isa<CXXMethodDecl>(Callee);
    switch (Builtin->Effect) {
    case BuiltinEffect::Pure:
      return IsGroupMember ? Uniformity::Divergent : Result;
    case BuiltinEffect::Memory:
      // A load with a cache hint takes one pointer to const.
      if (Callee->getNumParams() == 1)
        if (QualType Pointee = Callee->getParamDecl(0)->getType()->getPointeeType();
            !Pointee.isNull() && Pointee.isConstQualified())
          return memory(Result, Pointee.getUnqualifiedType(), false);
      return Uniformity::Divergent;
    case BuiltinEffect::BlockBarrier:
      return Uniformity::Block;
    case BuiltinEffect::WarpOp:
    case BuiltinEffect::GridBarrier:
      return Uniformity::Divergent;
    }
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Others = join(Others, object(Member->getImplicitObjectArgument(), Member->getMethodDecl()));
  Result = join(Numbers, Others);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && Method->isVirtual())
    return Uniformity::Divergent;
  if (const FunctionUniformity *Known = Kernel.alone(Callee))
    return std::min(join(Result, Known->result()), join(Others, Kernel.withOwnNumbers(Callee)->result()));
  // C's library has no state that differs between threads; anything else is unknown.
  bool IsLibrary =
      Kernel.unit().ownerOf(Callee->getLocation()) == FileOwner::System || Callee->getBuiltinID();
  return IsLibrary && Callee->getReturnType()->isArithmeticType() ? Result : Uniformity::Divergent;
}

Uniformity UniformityValues::value(const Expr *E) const {
  E = E->IgnoreParens();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return declaration(Ref);
  if (const auto *Operation = dyn_cast<BinaryOperator>(E))
    return binary(Operation);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return subscript(Subscript);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return E->isGLValue() ? memory(call(Call), E->getType(), false) : call(Call);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return construction(Construct);
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return memory(Uniformity::Block, E->getType(), false);
    return Member->isArrow() ? memory(value(Member->getBase()), E->getType(), isGlobal(E))
                             : value(Member->getBase());
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return address(Unary->getSubExpr());
    Uniformity Operand = value(Unary->getSubExpr());
    return Unary->getOpcode() == UO_Deref ? memory(Operand, E->getType(), isGlobal(E)) : Operand;
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getCastKind() == CK_ArrayToPointerDecay ? address(Cast->getSubExpr())
                                                         : value(Cast->getSubExpr());
  if (isa<CXXThisExpr>(E))
    return Function.This;
  if (isa<UnaryExprOrTypeTraitExpr, CXXNullPtrLiteralExpr, IntegerLiteral, FloatingLiteral, CharacterLiteral,
          StringLiteral, CXXBoolLiteralExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr, PredefinedExpr,
          TypeTraitExpr, SizeOfPackExpr, NoInitExpr>(E))
    return Uniformity::Block;
  if (isa<AbstractConditionalOperator, InitListExpr, MaterializeTemporaryExpr, ExprWithCleanups, ConstantExpr,
          CXXBindTemporaryExpr, CompoundLiteralExpr, SubstNonTypeTemplateParmExpr, CXXStdInitializerListExpr,
          OpaqueValueExpr>(E))
    return children(E);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E)) {
    const auto *Told = cast<FunctionDecl>(Default->getParam()->getDeclContext());
    return placeTold(Told) == PlaceKind::Block && Default->getParam() == Told->parameters().back()
               ? Uniformity::Block
               : value(Default->getExpr());
  }
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  return Uniformity::Divergent;
}

} // namespace lorcha
