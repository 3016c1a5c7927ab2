// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One walk in evaluation order that carries the set of variables that are certainly assigned.
#include "lorcha/Analysis/VariableFlow.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <utility>

using namespace clang;

namespace lorcha {

bool isPerThread(const ValueDecl *Declaration) {
  const auto *Variable = dyn_cast<VarDecl>(Declaration);
  return Variable && Variable->hasLocalStorage() && !Variable->hasAttr<CUDASharedAttr>();
}

const VarDecl *rootVariable(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow())
        return nullptr;
      E = Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      const auto *Decay = dyn_cast<ImplicitCastExpr>(Subscript->getBase()->IgnoreParens());
      if (!Decay || Decay->getCastKind() != CK_ArrayToPointerDecay)
        return nullptr;
      E = Decay->getSubExpr();
    } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && Cast->isGLValue()) {
      E = Cast->getSubExpr();
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isPerThread(Ref->getDecl()) && !Ref->getDecl()->getType()->isReferenceType()
             ? cast<VarDecl>(Ref->getDecl())
             : nullptr;
}

namespace {

class FlowWalk {
public:
  explicit FlowWalk(VariableFlow &Flow) : Flow(Flow) {}

  void run(llvm::ArrayRef<const Stmt *> Statements) {
    for (const Stmt *S : Statements) {
      if (const auto *Declarations = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declarations->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && isPerThread(Variable))
            Flow.Declared.insert(Variable);
      walk(S);
    }
    // Who leaves in the middle has not come by the assignments behind.
    if (Flow.Leaves.empty())
      Flow.Killed = Assigned;
  }

private:
  void mention(const VarDecl *Variable, bool Reads) {
    if (Variable->getDeclContext()->isDependentContext())
      return; // a template's own constant, in the type of an instantiation
    Flow.Mentioned.insert(Variable);
    if (Reads && !Assigned.contains(Variable))
      Flow.Exposed.insert(Variable);
  }
  void write(const Expr *Target) {
    if (const VarDecl *Variable = rootVariable(Target))
      Flow.Written.insert(Variable);
  }
  void escape(const Expr *E) {
    if (const VarDecl *Variable = rootVariable(E)) {
      Flow.Written.insert(Variable);
      Flow.Escaping.insert(Variable);
    }
  }

  void walkApart(const Stmt *S) {
    VariableSet Before = Assigned;
    walk(S);
    Assigned = std::move(Before);
  }
  void walkChildren(const Stmt *S) {
    for (const Stmt *Child : S->children())
      walk(Child);
  }
  void alternatives(const Stmt *First, const Stmt *Second) {
    VariableSet Before = Assigned;
    walk(First);
    std::swap(Before, Assigned);
    walk(Second);
    Assigned.remove_if([&](const VarDecl *Variable) { return !Before.contains(Variable); });
  }
  void insideLoop(llvm::function_ref<void()> Inside) {
    ++Loops, ++Breakables;
    Inside();
    --Loops, --Breakables;
  }

  void walk(const Stmt *S) {
    if (!S)
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      return walkExpr(E);
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      walk(If->getInit());
      walk(If->getConditionVariableDeclStmt());
      walk(If->getCond());
      alternatives(If->getThen(), If->getElse());
    } else if (const auto *For = dyn_cast<ForStmt>(S)) {
      walk(For->getInit());
      walk(For->getConditionVariableDeclStmt());
      walk(For->getCond());
      VariableSet Before = Assigned;
      insideLoop([&] { walk(For->getBody()); });
      Assigned = Before; // continue
      walk(For->getInc());
      Assigned = std::move(Before);
    } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
      walk(While->getConditionVariableDeclStmt());
      walk(While->getCond());
      insideLoop([&] { walkApart(While->getBody()); });
    } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
      insideLoop([&] { walkApart(Do->getBody()); });
      walkApart(Do->getCond());
    } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      walk(Range->getInit());
      walk(Range->getRangeStmt());
      walk(Range->getBeginStmt());
      walk(Range->getEndStmt());
      insideLoop([&] {
        walkApart(Range->getCond());
        walkApart(Range->getLoopVarStmt());
        walkApart(Range->getBody());
      });
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      walk(Switch->getInit());
      walk(Switch->getCond());
      ++Breakables;
      VariableSet Outer = std::exchange(AtSwitch, Assigned);
      walkApart(Switch->getBody());
      AtSwitch = std::move(Outer);
      --Breakables;
    } else if (const auto *Declarations = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declarations->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          declare(Variable);
    } else {
      if (isa<ReturnStmt>(S) || (isa<BreakStmt>(S) && !Breakables) || (isa<ContinueStmt>(S) && !Loops))
        Flow.Leaves.push_back(S);
      if (isa<SwitchCase>(S)) // may be reached past what stands before it
        Assigned = AtSwitch;
      walkChildren(S);
    }
  }

  void declare(const VarDecl *Variable) {
    if (const TypeSourceInfo *Type = Variable->getTypeSourceInfo())
      walkType(Type->getTypeLoc());
    if (const Expr *Init = Variable->getInit()) {
      if (Variable->getType()->isReferenceType())
        escape(Init);
      walk(Init);
    }
    if (isPerThread(Variable)) {
      Flow.Mentioned.insert(Variable);
      if (!Flow.Declared.contains(Variable))
        Flow.Inner.insert(Variable);
      // Whatever it held before is of another life.
      Assigned.insert(Variable);
    }
  }

  void walkExpr(const Expr *E) {
    if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
      const auto *Target = dyn_cast<DeclRefExpr>(Operation->getLHS()->IgnoreParens());
      if (Operation->getOpcode() == BO_Assign && Target && rootVariable(Target)) {
        walk(Operation->getRHS());
        const auto *Variable = cast<VarDecl>(Target->getDecl());
        Flow.Mentioned.insert(Variable);
        Flow.Written.insert(Variable);
        Assigned.insert(Variable);
        return;
      }
      if (Operation->isAssignmentOp())
        write(Operation->getLHS());
      walk(Operation->getLHS());
      Operation->isLogicalOp() ? walkApart(Operation->getRHS()) : walk(Operation->getRHS());
      return;
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      walk(Choice->getCond());
      return alternatives(Choice->getTrueExpr(), Choice->getFalseExpr());
    }
    walkTemplateArgumentsOf(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (isPerThread(Ref->getDecl()))
        mention(cast<VarDecl>(Ref->getDecl()), true);
      return;
    }
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      walkType(Cast->getTypeInfoAsWritten()->getTypeLoc());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return walkLambda(Lambda);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      const auto *Decay = dyn_cast<ImplicitCastExpr>(Subscript->getBase()->IgnoreParens());
      bool IsArray = Decay && Decay->getCastKind() == CK_ArrayToPointerDecay;
      walk(IsArray ? Decay->getSubExpr() : Subscript->getBase());
      return walk(Subscript->getIdx());
    }
    if (isa<CallExpr, CXXConstructExpr>(E))
      return walkCall(E);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->isIncrementDecrementOp())
        write(Unary->getSubExpr());
      else if (Unary->getOpcode() == UO_AddrOf)
        escape(Unary->getSubExpr());
    } else if (const auto *Cast = dyn_cast<CastExpr>(E);
               Cast && Cast->getCastKind() == CK_ArrayToPointerDecay) {
      escape(Cast->getSubExpr());
    } else if (const auto *Trait = dyn_cast<UnaryExprOrTypeTraitExpr>(E)) {
      if (Trait->isArgumentType())
        walkType(Trait->getArgumentTypeInfo()->getTypeLoc());
      else
        name(Trait->getArgumentExpr());
      return;
    }
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      return walk(Default->getExpr());
    if (const auto *Named = dyn_cast<OpaqueValueExpr>(E)) // the array that is copied, in a capture for one
      return walk(Named->getSourceExpr());
    walkChildren(E);
  }

  /// What is not evaluated is mentioned in the text all the same.
  void name(const Stmt *S) {
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S); Ref && isPerThread(Ref->getDecl()))
      mention(cast<VarDecl>(Ref->getDecl()), false);
    if (S)
      for (const Stmt *Child : S->children())
        name(Child);
  }
  /// Constants may be variables: `load<stride>(...)`, `float row[width]`.
  void walkTemplateArguments(llvm::ArrayRef<TemplateArgumentLoc> Arguments) {
    for (const TemplateArgumentLoc &Argument : Arguments)
      if (Argument.getArgument().getKind() == TemplateArgument::Expression)
        walk(Argument.getSourceExpression());
      else if (const TypeSourceInfo *Type = Argument.getArgument().getKind() == TemplateArgument::Type
                                                ? Argument.getTypeSourceInfo()
                                                : nullptr)
        walkType(Type->getTypeLoc());
  }
  void walkTemplateArgumentsOf(const Expr *Named) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Named))
      walkTemplateArguments(Ref->template_arguments());
    else if (const auto *Member = dyn_cast<MemberExpr>(Named))
      walkTemplateArguments(Member->template_arguments());
  }
  void walkType(TypeLoc Type) {
    for (; Type; Type = Type.getNextTypeLoc())
      if (const auto Array = Type.getAs<ArrayTypeLoc>()) {
        walk(Array.getSizeExpr());
      } else if (const auto Special = Type.getAs<TemplateSpecializationTypeLoc>()) {
        for (unsigned I = 0; I < Special.getNumArgs(); ++I)
          walkTemplateArguments(Special.getArgLoc(I));
      }
  }

  void walkLambda(const LambdaExpr *Lambda) {
    for (auto Captured : llvm::zip(Lambda->captures(), Lambda->capture_inits())) {
      const Expr *Init = std::get<1>(Captured);
      if (std::get<0>(Captured).getCaptureKind() == LCK_ByRef)
        escape(Init);
      walk(Init);
    }
  }

  /// An address that only goes into a call comes to its end there.
  void walkArgument(const Expr *Argument, QualType Parameter) {
    const Expr *Plain = Argument->IgnoreParenImpCasts();
    const auto *AddressOf = dyn_cast<UnaryOperator>(Plain);
    const Expr *Object = nullptr;
    if (AddressOf && AddressOf->getOpcode() == UO_AddrOf)
      Object = AddressOf->getSubExpr();
    else if (!Parameter.isNull() && Parameter->isReferenceType() &&
             !Parameter.getNonReferenceType().isConstQualified())
      Object = Argument;
    else if (Plain->isGLValue() && Plain->getType()->isArrayType())
      Object = Plain;
    if (!Object || !rootVariable(Object))
      return walk(Argument);
    write(Object);
    walk(Object);
  }

  void walkCall(const Expr *E) {
    const FunctionDecl *Callee = nullptr;
    llvm::ArrayRef<const Expr *> Arguments;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      Callee = Construct->getConstructor();
      Arguments = {Construct->getArgs(), Construct->getNumArgs()};
    } else {
      const auto *Call = cast<CallExpr>(E);
      Callee = Call->getDirectCallee();
      Arguments = {Call->getArgs(), Call->getNumArgs()};
      walkTemplateArgumentsOf(Call->getCallee()->IgnoreParenImpCasts());
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
        const Expr *Object = Member->getImplicitObjectArgument();
        if (Object && Object->isGLValue() && !(Member->getMethodDecl() && Member->getMethodDecl()->isConst()))
          write(Object);
        if (Object)
          walk(Object);
      } else if (!Callee) {
        walk(Call->getCallee());
      } else if (const auto *Static = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts())) {
        walk(Static->getBase()); // the object through which a static method is called is named all the same
      } else if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
                 Method && Method->isInstance() && isa<CXXOperatorCallExpr>(Call)) {
        if (!Method->isConst())
          write(Arguments.front());
        walk(Arguments.front());
        Arguments = Arguments.drop_front();
      }
    }
    for (unsigned I = 0; I < Arguments.size(); ++I)
      walkArgument(Arguments[I],
                   Callee && I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType() : QualType());
  }

  VariableFlow &Flow;
  VariableSet Assigned;
  VariableSet AtSwitch; ///< assigned before the innermost switch
  unsigned Loops = 0, Breakables = 0;
};

} // namespace

VariableFlow variableFlow(llvm::ArrayRef<const Stmt *> Statements) {
  VariableFlow Flow;
  FlowWalk(Flow).run(Statements);
  return Flow;
}

const Expr *addedTo(const Stmt *S, const VarDecl *Variable) {
  auto IsVariable = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == Variable;
  };
  const auto *Assignment = dyn_cast<BinaryOperator>(S);
  if (!Assignment || !Assignment->isAssignmentOp() || !IsVariable(Assignment->getLHS()))
    return nullptr;
  if (Assignment->getOpcode() == BO_AddAssign || Assignment->getOpcode() == BO_SubAssign)
    return Assignment->getRHS();
  if (Assignment->getOpcode() != BO_Assign)
    return nullptr;
  const auto *Sum = dyn_cast<BinaryOperator>(Assignment->getRHS()->IgnoreParenImpCasts());
  if (!Sum || Sum->getOpcode() != BO_Add)
    return nullptr;
  return IsVariable(Sum->getLHS()) ? Sum->getRHS() : IsVariable(Sum->getRHS()) ? Sum->getLHS() : nullptr;
}

} // namespace lorcha
