// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/OwnArrays.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

/// Functions that call functions that call ... are looked through as far as this; behind that, arrays that
/// are handed on count.
static constexpr unsigned CallDepth = 6;

namespace {

class PickFinder {
public:
  PickFinder(unsigned Depth, const std::set<const CallExpr *> &Replaced) : Depth(Depth), Replaced(Replaced) {}

  bool visit(const Stmt *S) {
    if (!S)
      return false;
    if (const auto *For = dyn_cast<ForStmt>(S))
      noteCounter(For->getInit());
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D);
            Variable && Variable->getType().isConstQualified() && isKnown(Variable->getInit()))
          Known.insert(Variable);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S)) {
      if (isOwn(Subscript->getBase()) && !isKnown(Subscript->getIdx()))
        return true;
      return visit(Subscript->getIdx()) || visitInside(Subscript->getBase());
    }
    if (const auto *Call = dyn_cast<CallExpr>(S))
      return picksInside(Call) || llvm::any_of(Call->children(), [&](const Stmt *Child) {
               const auto *E = dyn_cast_or_null<Expr>(Child);
               return E && isOwn(E) ? visitInside(E) : visit(Child);
             });
    if (const auto *Decay = dyn_cast<ImplicitCastExpr>(S);
        Decay && Decay->getCastKind() == CK_ArrayToPointerDecay && isOwn(Decay->getSubExpr()))
      return true; // kept or counted with
    return visitChildren(S);
  }

private:
  bool visitChildren(const Stmt *S) {
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return visit(Child); });
  }

  /// What stands in an expression for an array besides the array itself.
  bool visitInside(const Expr *E) {
    E = E->IgnoreParens();
    if (const auto *Decay = dyn_cast<ImplicitCastExpr>(E);
        Decay && Decay->getCastKind() == CK_ArrayToPointerDecay)
      return visitInside(Decay->getSubExpr());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return visitInside(Member->getBase());
    return visit(E);
  }

  /// A counter that begins with what is known has known values once its loop is unrolled.
  void noteCounter(const Stmt *Init) {
    if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Init))
      for (const Decl *D : Declared->decls())
        if (const auto *Counter = dyn_cast<VarDecl>(D); Counter && isKnown(Counter->getInit()))
          Known.insert(Counter);
    if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Init);
        Assign && Assign->getOpcode() == BO_Assign && isKnown(Assign->getRHS()))
      if (const auto *Counter = dyn_cast<DeclRefExpr>(Assign->getLHS()->IgnoreParens()))
        Known.insert(Counter->getDecl());
  }

  bool isKnown(const Expr *E) const {
    if (!E)
      return false;
    E = E->IgnoreParenImpCasts();
    if (E->isValueDependent() ||
        isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr, UnaryExprOrTypeTraitExpr>(E))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      return isa<EnumConstantDecl>(Ref->getDecl()) || Known.count(Ref->getDecl()) ||
             (Variable && Variable->getType().isConstQualified() &&
              Variable->getType()->isIntegralOrEnumerationType() && Variable->getInit() &&
              isConstant(Variable));
    }
    if (!isa<BinaryOperator, UnaryOperator, ConditionalOperator, ExplicitCastExpr, ConstantExpr,
             SubstNonTypeTemplateParmExpr>(E))
      return false;
    return llvm::all_of(E->children(), [&](const Stmt *Child) { return isKnown(dyn_cast<Expr>(Child)); });
  }

  /// Whether an expression is, or points to, memory of the thread's own in which an array may lie.
  bool isOwn(const Expr *E) const {
    E = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->getCastKind() != CK_LValueToRValue)
      return isOwn(Cast->getSubExpr());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return isOwn(Member->getBase());
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return isOwn(Subscript->getBase());
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref))
      return isOwn(Unary->getSubExpr());
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return isOwn(Cast->getSubExpr());
    if (isa<CXXThisExpr>(E))
      return IsThisOwn;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && (Handed.count(Variable) || (isPerThread(Variable) && isMemory(Variable)));
  }

  static bool isConstant(const VarDecl *Variable) {
    const Expr *Init = Variable->getInit();
    return Init->isValueDependent() ||
           Init->isConstantInitializer(Variable->getASTContext(), Variable->getType()->isReferenceType());
  }

  /// Not: pointers, which point elsewhere; a kernel's parameters, which all threads share; constants.
  static bool isMemory(const VarDecl *Variable) {
    QualType Type = Variable->getType();
    if (!Type->isArrayType() && !Type->isRecordType())
      return false;
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
      if (const auto *Function = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
          Function && Function->hasAttr<CUDAGlobalAttr>())
        return false;
    return !(Variable->getASTContext().getBaseElementType(Type).isConstQualified() && Variable->getInit() &&
             isConstant(Variable));
  }

  /// What a called function does with its own arrays, and with those that it is handed.
  bool picksInside(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const Stmt *Body = Callee ? Callee->getBody() : nullptr;
    if (!Body || Depth == 0 || Replaced.count(Call))
      return false;
    PickFinder Inside(Depth - 1, Replaced);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      Inside.IsThisOwn = isOwn(Member->getImplicitObjectArgument());
    unsigned Skipped = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) ? 1 : 0;
    if (Skipped)
      Inside.IsThisOwn = isOwn(Call->getArg(0));
    for (unsigned I = 0; I < Callee->getNumParams() && I + Skipped < Call->getNumArgs(); ++I) {
      const Expr *Argument = Call->getArg(I + Skipped);
      const ParmVarDecl *Parameter = Callee->getParamDecl(I);
      bool IsAddress = Parameter->getType()->isPointerType() || Parameter->getType()->isReferenceType();
      if (IsAddress && isOwn(Argument))
        Inside.Handed.insert(Parameter);
      if (isKnown(Argument))
        Inside.Known.insert(Parameter);
    }
    return Inside.visit(Body);
  }

  unsigned Depth;
  const std::set<const CallExpr *> &Replaced;
  bool IsThisOwn = false;
  llvm::SmallPtrSet<const ValueDecl *, 8> Known; ///< numbers that are constants once loops are unrolled
  llvm::SmallPtrSet<const VarDecl *, 8>
      Handed; ///< parameters that are addresses of memory of the thread's own
};

} // namespace

bool picksFromOwnArrays(llvm::ArrayRef<const Stmt *> Statements, const std::set<const CallExpr *> &Replaced) {
  PickFinder Finder(CallDepth, Replaced);
  return llvm::any_of(Statements, [&](const Stmt *S) { return Finder.visit(S); });
}

} // namespace lorcha
