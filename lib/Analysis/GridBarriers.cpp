// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers of the grid, and initialisations that give the same wherever they are repeated: "steady" ones read
// no memory that may change, only what the launch or the program fixes.
#include "lorcha/Analysis/GridBarriers.h"
#include "WaitingCalls.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

static bool hasJumps(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<GotoStmt, IndirectGotoStmt>(S) || llvm::any_of(S->children(), hasJumps));
}

GridBarriers::GridBarriers(const KernelUniformity &Kernel)
    : Kernel(Kernel), Function(Kernel.functions().front()) {
  constexpr size_t MostBarriers = 255; // their numbers have eight bits
  const FunctionDecl *Definition = nullptr;
  if (!Function->hasBody(Definition))
    return;
  Function = Definition;
  std::vector<const Stmt *> Path;
  find(Function->getBody(), Path);
  findInCalled();
  if (Barriers.empty())
    return;
  if (hasJumps(Function->getBody()))
    obstruct(Barriers.front().Statement->getExprLoc(), "the kernel has 'goto'");
  if (Barriers.size() > MostBarriers)
    obstruct(Barriers.back().Statement->getExprLoc(),
             "it is one of more than " + std::to_string(MostBarriers));
  Body = variableFlow({Function->getBody()});
  for (GridBarrier &Each : Barriers) {
    collectScope(Each);
    for (const VarDecl *Variable : Each.InScope)
      if (mayBeRepeated(Variable))
        Repeatable.insert(Variable);
  }
}

// --- Where they stand

bool GridBarriers::isGridBarrier(const CallExpr *Call) const {
  WaitingCalls Waits(Kernel);
  return Call->getType()->isVoidType() && Waits.synchronises(Call) && Waits.isGridBarrier(Call) &&
         Kernel.builtin(Call->getDirectCallee());
}

void GridBarriers::find(const Stmt *S, std::vector<const Stmt *> &Path) {
  if (!S || isa<LambdaExpr>(S))
    return;
  Path.push_back(S);
  if (const auto *If = dyn_cast<IfStmt>(S); If && If->isConstexpr()) {
    if (auto Chosen = If->getNondiscardedCase(Kernel.unit().ast()))
      find(*Chosen, Path);
  } else if (const auto *Call = dyn_cast<CallExpr>(S); Call && isGridBarrier(Call)) {
    add(Call, Path);
  } else {
    for (const Stmt *Child : S->children())
      find(Child, Path);
  }
  Path.pop_back();
}

static const Stmt *loopBody(const Stmt *S) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return Do->getBody();
  const auto *Range = dyn_cast<CXXForRangeStmt>(S);
  return Range ? Range->getBody() : nullptr;
}

void GridBarriers::add(const CallExpr *Call, const std::vector<const Stmt *> &Path) {
  size_t First = 0; // the statement that is an expression
  while (!isa<Expr>(Path[First]))
    ++First;
  for (size_t I = First; I < Path.size(); ++I)
    if (!isa<ExprWithCleanups, ParenExpr>(Path[I]) && Path[I] != Call)
      return obstruct(Call->getExprLoc(), "it is a part of an expression");
  for (size_t I = 0; I < First; ++I) {
    const Stmt *Body = loopBody(Path[I]);
    if (isa<DeclStmt>(Path[I]) || (Body && Body != Path[I + 1]))
      return obstruct(Call->getExprLoc(), "it is a part of the head of a loop or of a declaration");
    if (!Body && !isa<CompoundStmt, IfStmt, SwitchStmt, SwitchCase, AttributedStmt>(Path[I]))
      return obstruct(Call->getExprLoc(),
                      std::string("it stands in a statement of the kind ") + Path[I]->getStmtClassName());
  }
  GridBarrier New;
  New.Statement = cast<Expr>(Path[First]);
  New.Path.assign(Path.begin(), Path.begin() + static_cast<ptrdiff_t>(First) + 1);
  Around.insert(New.Path.begin(), New.Path.end());
  Barriers.push_back(std::move(New));
  Numbers[Barriers.back().Statement] = static_cast<unsigned>(Barriers.size());
}

/// Barriers in functions that the kernel calls.
void GridBarriers::findInCalled() {
  struct Finder {
    const GridBarriers &Outer;
    const CallExpr *find(const Stmt *S) const {
      if (!S || isa<LambdaExpr>(S))
        return nullptr;
      if (const auto *Call = dyn_cast<CallExpr>(S); Call && Outer.isGridBarrier(Call))
        return Call;
      for (const Stmt *Child : S->children())
        if (const CallExpr *Found = find(Child))
          return Found;
      return nullptr;
    }
  };
  for (const FunctionDecl *Called : Kernel.functions()) {
    const FunctionDecl *Definition = nullptr;
    if (!Called->hasBody(Definition) || Definition == Function ||
        !Kernel.unit().isUsers(Definition->getLocation()))
      continue;
    if (const CallExpr *Found = Finder{*this}.find(Definition->getBody()))
      obstruct(Found->getExprLoc(),
               "it stands in '" + Definition->getQualifiedNameAsString() + "', which the kernel calls");
  }
}

static void addVariable(const VarDecl *Variable, VariableSet &To) {
  if (!Variable || !isPerThread(Variable))
    return;
  To.insert(Variable);
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Bound : Decomposition->bindings())
      if (const VarDecl *Holding = Bound->getHoldingVar())
        To.insert(Holding);
}

static void addVariables(const Stmt *S, VariableSet &To) {
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *Each : Declared->decls())
      addVariable(dyn_cast<VarDecl>(Each), To);
}

void GridBarriers::collectScope(GridBarrier &Barrier) const {
  VariableSet &To = Barrier.InScope;
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (Body.Written.contains(Parameter))
      To.insert(Parameter);
  for (size_t I = 0; I + 1 < Barrier.Path.size(); ++I) {
    const Stmt *S = Barrier.Path[I];
    if (const auto *Compound = dyn_cast<CompoundStmt>(S)) {
      for (const Stmt *Each : Compound->body()) {
        if (Each == Barrier.Path[I + 1])
          break;
        addVariables(Each, To);
      }
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      addVariables(If->getInit(), To);
      addVariable(If->getConditionVariable(), To);
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      addVariables(Switch->getInit(), To);
      addVariable(Switch->getConditionVariable(), To);
    } else if (const auto *For = dyn_cast<ForStmt>(S)) {
      addVariables(For->getInit(), To);
      addVariable(For->getConditionVariable(), To);
    } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
      addVariable(While->getConditionVariable(), To);
    } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      for (const Stmt *Part :
           {Range->getInit(), static_cast<const Stmt *>(Range->getRangeStmt()),
            static_cast<const Stmt *>(Range->getBeginStmt()), static_cast<const Stmt *>(Range->getEndStmt()),
            static_cast<const Stmt *>(Range->getLoopVarStmt())})
        addVariables(Part, To);
    }
  }
}

// --- What may be repeated

bool GridBarriers::mayBeRepeated(const VarDecl *Variable) const {
  const Expr *Init = Variable->getInit();
  if (!Init || isa<ParmVarDecl>(Variable) || isa<DecompositionDecl>(Variable) ||
      Variable->getType().isVolatileQualified())
    return false;
  if (Variable->getType()->isReferenceType())
    return isSteadyPlace(Init);
  return !Body.Written.contains(Variable) && isSteady(Init);
}

/// Whether a value, or the place that a glvalue is, never changes.
bool GridBarriers::isSteady(const Expr *E) const {
  E = E->IgnoreParens();
  if (E->isGLValue())
    return isSteadyPlace(E);
  if (isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr, CharacterLiteral, UnaryExprOrTypeTraitExpr,
          SubstNonTypeTemplateParmExpr, CXXNullPtrLiteralExpr>(E))
    return true;
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return isSteady(Full->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getCastKind() == CK_LValueToRValue ? isSteadyLoad(Cast->getSubExpr())
                                                    : isSteady(Cast->getSubExpr());
  if (const auto *Operation = dyn_cast<BinaryOperator>(E))
    return !Operation->isAssignmentOp() && Operation->getOpcode() != BO_Comma &&
           isSteady(Operation->getLHS()) && isSteady(Operation->getRHS());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return !Unary->isIncrementDecrementOp() && isSteady(Unary->getSubExpr());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isSteady(Choice->getCond()) && isSteady(Choice->getTrueExpr()) && isSteady(Choice->getFalseExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) // a copy of a group
    return Construct->getNumArgs() == 1 && Construct->getConstructor()->isTrivial() &&
           isSteady(Construct->getArg(0)->IgnoreImplicit());
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && isSteadyCall(Call);
}

/// Whether what lies there never changes: index variables, the launch's arguments, constants of the program,
/// variables that are repeated themselves.
bool GridBarriers::isSteadyLoad(const Expr *Place) const {
  const Expr *Root = Place->IgnoreParens();
  while (const auto *Member = dyn_cast<MemberExpr>(Root)) {
    if (Member->isArrow())
      return false;
    Root = Member->getBase()->IgnoreParens();
    while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Root)) {
      if (Cast->getCastKind() != CK_NoOp && Cast->getCastKind() != CK_UncheckedDerivedToBase &&
          Cast->getCastKind() != CK_DerivedToBase)
        return false;
      Root = Cast->getSubExpr()->IgnoreParens();
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Root);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || Variable->getType()->isReferenceType())
    return false;
  if (Kernel.indexVariable(Variable) || Repeatable.contains(Variable))
    return true;
  if (isa<ParmVarDecl>(Variable))
    return !Body.Written.contains(Variable);
  return Variable->isUsableInConstantExpressions(Kernel.unit().ast());
}

bool GridBarriers::isSteadyPlace(const Expr *E) const {
  E = E->IgnoreParens();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && (!Variable->getType()->isReferenceType() || Repeatable.contains(Variable));
  }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    return isSteadyPlace(Cast->getSubExpr());
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return isSteady(Subscript->getBase()) && isSteady(Subscript->getIdx());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref && isSteady(Unary->getSubExpr());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl>(Member->getMemberDecl()) &&
           (Member->isArrow() ? isSteady(Member->getBase()) : isSteadyPlace(Member->getBase()));
  return false;
}

/// Groups that the thread belongs to by its place, arithmetic of the device library, and functions of the
/// user's that only say where something is.
bool GridBarriers::isSteadyCall(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return false;
  auto AreSteady = [&] {
    return llvm::all_of(Call->arguments(), [&](const Expr *Argument) {
      return Argument->isGLValue() ? isSteadyLoad(Argument->IgnoreImpCasts()) : isSteady(Argument);
    });
  };
  if (const BuiltinEntry *Builtin = Kernel.builtin(Callee)) {
    const auto *Group = Call->getType()->getAsCXXRecordDecl();
    bool IsPlace =
        Group && !WaitingCalls(Kernel).synchronises(Call) && Builtin->Effect == BuiltinEffect::WarpOp;
    bool IsPure = Builtin->Effect == BuiltinEffect::Pure && Call->getType()->isArithmeticType();
    return !isa<CXXMethodDecl>(Callee) && (IsPlace || IsPure) && AreSteady();
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call);
  bool HasPlainObject =
      !Method || Method->isStatic() ||
      (MemberCall &&
       isa<MaterializeTemporaryExpr>(MemberCall->getImplicitObjectArgument()->IgnoreImpCasts()) &&
       Method->getParent()->isEmpty());
  return HasPlainObject && !Call->isGLValue() && AreSteady() && isSteadyFunction(Callee);
}

bool GridBarriers::isSteadyFunction(const FunctionDecl *Called) const {
  const FunctionDecl *Definition = nullptr;
  const auto *Text = Called->hasBody(Definition) ? dyn_cast<CompoundStmt>(Definition->getBody()) : nullptr;
  if (!Text || !Definition->param_empty() || Text->body_empty())
    return false;
  const auto *Return = dyn_cast<ReturnStmt>(Text->body_back());
  return Return && Return->getRetValue() && isSteady(Return->getRetValue()) &&
         llvm::all_of(Text->body(), [&](const Stmt *Each) {
           const auto *Declared = dyn_cast<DeclStmt>(Each);
           return Each == Return || (Declared && llvm::none_of(Declared->decls(), [](const Decl *D) {
                                       const auto *Value = dyn_cast<ValueDecl>(D);
                                       return Value && isPerThread(Value);
                                     }));
         });
}

} // namespace lorcha
