// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One pass over a body in the order of the text, with the conditions that are in force at each place.
#include "UniformityWalk.h"
#include "lorcha/Device/PlainAddresses.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

void UniformityWalk::raise(Uniformity &Fact, Uniformity To) {
  if (Fact < To) {
    Fact = To;
    Changed = true;
  }
}

void UniformityWalk::raise(bool &Fact) {
  Changed |= !Fact;
  Fact = true;
}

void UniformityWalk::raise(BuiltinEffect To) {
  if (Function.Effect < To) {
    Function.Effect = To;
    Changed = true;
  }
}

void UniformityWalk::raise(llvm::DenseMap<const Stmt *, Uniformity> &Facts, const Stmt *S, Uniformity To) {
  raise(Facts.try_emplace(S, Uniformity::Block).first->second, To);
}

Uniformity UniformityWalk::controlSince(size_t Depth) const {
  Uniformity Result = Uniformity::Block;
  for (size_t I = Depth; I < Conditions.size(); ++I)
    Result = join(Result, Conditions[I]);
  return Result;
}

bool UniformityWalk::run() {
  Changed = false;
  for (const ParmVarDecl *Parameter : Function.Function->parameters())
    State[Parameter] = Function.ParameterValues.lookup(Parameter);
  Returned = Uniformity::Block;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function.Function))
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      effects(Initializer->getInit());
  statement(Function.Function->getBody());
  return Changed;
}

void UniformityWalk::assign(const VarDecl *Variable, Uniformity Value) {
  auto Depth = Depths.find(Variable);
  Value = join(Value, controlSince(Depth == Depths.end() ? 0 : Depth->second));
  raise(Function.Variables.try_emplace(Variable, Uniformity::Block).first->second, Value);
  State[Variable] = Value;
  for (const Enclosing &Each : Targets)
    raise(Function.Assigned[Each.Target].try_emplace(Variable, Uniformity::Block).first->second, Value);
}

void UniformityWalk::joinState(const FunctionUniformity::VariableState &Other) {
  for (auto &[Variable, Value] : Other)
    State[Variable] = join(State.lookup(Variable), Value);
}

void UniformityWalk::assign(const Expr *Target, Uniformity Value) {
  const VarDecl *Variable = rootVariable(Target);
  if (!Variable)
    return;
  for (const Expr *E = Target->IgnoreParenImpCasts();;) {
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      Value = join(Value, Values.value(Subscript->getIdx()));
      E = Subscript->getBase()->IgnoreParenImpCasts();
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      E = Member->getBase()->IgnoreParenImpCasts();
    } else {
      break;
    }
  }
  Changed |= Function.Assignments[Variable]++ == 0;
  if (!isa<DeclRefExpr>(Target->IgnoreParens()))
    Value = join(Value, State.lookup(Variable));
  assign(Variable, Value);
}

/// Something that is not followed may write the variable.
void UniformityWalk::taint(const Expr *E) {
  if (rootVariable(E))
    assign(E, Uniformity::Divergent);
}

void UniformityWalk::declare(const VarDecl *Variable) {
  if (!Variable->hasLocalStorage() || Variable->hasAttr<CUDASharedAttr>())
    return;
  Depths[Variable] = Conditions.size();
  Uniformity Value = Uniformity::Block;
  if (const Expr *Init = Variable->getInit()) {
    effects(Init);
    QualType Type = Variable->getType();
    Value = Type->isReferenceType() ? Values.reference(Init, Type) : Values.value(Init);
    if (Type->isReferenceType() && !Type.getNonReferenceType().isConstQualified())
      taint(Init);
  }
  assign(Variable, Value);
}

void UniformityWalk::branch(Uniformity Condition, llvm::function_ref<void()> Inside) {
  Conditions.push_back(Condition);
  Inside();
  Conditions.pop_back();
}

void UniformityWalk::alternatives(Uniformity Condition, llvm::function_ref<void()> First,
                                  llvm::function_ref<void()> Second) {
  FunctionUniformity::VariableState Before = State;
  branch(Condition, First);
  std::swap(Before, State);
  branch(Condition, Second);
  joinState(Before);
}

/// What can be run several times or be left from inside: any assignment may reach its start and its end.
void UniformityWalk::rounds(const Stmt *Target, bool IsSwitch, llvm::function_ref<Uniformity()> Condition,
                            llvm::function_ref<void()> Inside) {
  FunctionUniformity::VariableState Before = State;
  joinState(Function.Assigned[Target]);
  Targets.push_back(
      {Target, IsSwitch, Conditions.size(), IsSwitch ? State : FunctionUniformity::VariableState()});
  branch(join(Function.Exits.lookup(Target), Condition()), Inside);
  Targets.pop_back();
  State = std::move(Before);
  joinState(Function.Assigned[Target]);
}

void UniformityWalk::loop(const Stmt *Loop, const Stmt *Init, const Stmt *Declaration, const Expr *Condition,
                          const Stmt *Increment, const Stmt *Body) {
  if (Init)
    statement(Init);
  auto ValueOfCondition = [&] {
    if (Declaration)
      statement(Declaration);
    if (!Condition)
      return Uniformity::Block;
    effects(Condition);
    return Values.value(Condition);
  };
  auto Round = [&] {
    statement(Body);
    if (Increment)
      effects(Increment);
    ValueOfCondition();
  };
  // What a round leaves behind is there at the start of the next one.
  Uniformity Before = Returned;
  rounds(Loop, false, ValueOfCondition, Round);
  if (Returned != Before)
    rounds(Loop, false, ValueOfCondition, Round);
}

/// A break or continue: threads leave the rest of the round under the conditions since its start.
void UniformityWalk::leave(const Stmt *S) {
  for (size_t I = Targets.size(); I-- > 0;) {
    if (Targets[I].IsSwitch && isa<ContinueStmt>(S)) {
      raise(Function.Exits, Targets[I].Target, controlSince(Targets[I].Depth));
      continue;
    }
    raise(Function.Exits, Targets[I].Target, controlSince(Targets[I].Depth));
    return;
  }
}

/// A case or default: what stands before it in the text may not have been run.
void UniformityWalk::label() {
  for (const Enclosing &Each : llvm::reverse(Targets))
    if (Each.IsSwitch)
      return joinState(Each.Start);
}

void UniformityWalk::statement(const Stmt *S) {
  if (!S)
    return;
  raise(Function.Controls, S, controlSince(0));
  raise(Function.Returned, S, Returned);
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    statement(If->getInit());
    statement(If->getConditionVariableDeclStmt());
    effects(If->getCond());
    alternatives(
        Values.value(If->getCond()), [&] { statement(If->getThen()); }, [&] { statement(If->getElse()); });
  } else if (const auto *For = dyn_cast<ForStmt>(S)) {
    loop(S, For->getInit(), For->getConditionVariableDeclStmt(), For->getCond(), For->getInc(),
         For->getBody());
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    loop(S, nullptr, While->getConditionVariableDeclStmt(), While->getCond(), nullptr, While->getBody());
  } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
    loop(S, nullptr, nullptr, Do->getCond(), nullptr, Do->getBody());
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    for (const Stmt *Part :
         {Range->getInit(), static_cast<const Stmt *>(Range->getRangeStmt()),
          static_cast<const Stmt *>(Range->getBeginStmt()), static_cast<const Stmt *>(Range->getEndStmt())})
      statement(Part);
    loop(S, nullptr, Range->getLoopVarStmt(), Range->getCond(), Range->getInc(), Range->getBody());
  } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    statement(Switch->getInit());
    effects(Switch->getCond());
    rounds(S, true, [&] { return Values.value(Switch->getCond()); }, [&] { statement(Switch->getBody()); });
  } else if (isa<BreakStmt, ContinueStmt>(S)) {
    leave(S);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (const Expr *Value = Return->getRetValue()) {
      effects(Value);
      bool IsReference = Function.Function->getReturnType()->isReferenceType();
      raise(Function.Result,
            join(controlSince(0), IsReference ? Values.address(Value) : Values.value(Value)));
    }
    Returned = join(Returned, controlSince(0));
  } else if (isa<GotoStmt, IndirectGotoStmt, AsmStmt>(S)) {
    raise(Function.HasJumps);
    raise(Function.Entry, Uniformity::Divergent);
    raise(Function.Result, Uniformity::Divergent);
    for (auto &[Variable, Value] : Function.Variables)
      raise(Value, Uniformity::Divergent);
  } else if (const auto *Declarations = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declarations->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        declare(Variable);
  } else if (isa<Expr>(S)) {
    effects(S);
  } else {
    if (isa<SwitchCase>(S))
      label();
    for (const Stmt *Child : S->children())
      statement(Child);
  }
}

void UniformityWalk::effects(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Logical = dyn_cast<BinaryOperator>(S); Logical && Logical->isLogicalOp()) {
    effects(Logical->getLHS());
    alternatives(Values.value(Logical->getLHS()), [&] { effects(Logical->getRHS()); }, [] {});
    return;
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
    effects(Choice->getCond());
    alternatives(
        Values.value(Choice->getCond()), [&] { effects(Choice->getTrueExpr()); },
        [&] { effects(Choice->getFalseExpr()); });
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (auto Captured : llvm::zip(Lambda->captures(), Lambda->capture_inits()))
      if (std::get<0>(Captured).getCaptureKind() == LCK_ByRef)
        taint(std::get<1>(Captured));
    return;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S)) {
    // An element of an array: its address goes nowhere else.
    const Expr *Base = Subscript->getBase()->IgnoreParens();
    const auto *Decay = dyn_cast<ImplicitCastExpr>(Base);
    effects(Decay && Decay->getCastKind() == CK_ArrayToPointerDecay ? Decay->getSubExpr() : Base);
    effects(Subscript->getIdx());
    return;
  }
  for (const Stmt *Child : S->children())
    effects(Child);
  effectsOf(cast<Expr>(S));
}

/// What the expression itself does, its operands apart.
void UniformityWalk::effectsOf(const Expr *S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (Kernel.indexVariable(Ref->getDecl()) == ThreadIdx ||
        (Variable && Variable->getTLSKind() != VarDecl::TLS_None))
      raise(Function.DependsOnThread);
    if (Variable && State.count(Variable))
      raise(Function.Uses.try_emplace(Ref, Uniformity::Block).first->second, State.lookup(Variable));
  } else if (const auto *Operation = dyn_cast<BinaryOperator>(S); Operation && Operation->isAssignmentOp()) {
    Uniformity Value = Values.value(Operation->getRHS());
    assign(Operation->getLHS(),
           Operation->isCompoundAssignmentOp() ? join(Value, Values.value(Operation->getLHS())) : Value);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp())
      assign(Unary->getSubExpr(), Values.value(Unary->getSubExpr()));
    else if (Unary->getOpcode() == UO_AddrOf)
      taint(Unary->getSubExpr());
  } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
             Cast && Cast->getCastKind() == CK_ArrayToPointerDecay) {
    taint(Cast->getSubExpr());
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    effectsOfCall(Call);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    visitCallee(Construct->getConstructor(), {Construct->getArgs(), Construct->getNumArgs()},
                Uniformity::Divergent);
  } else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
    effects(Default->getExpr());
  }
}

void UniformityWalk::effectsOfCall(const CallExpr *Call) {
  raise(Function.Controls, Call, controlSince(0));
  raise(Function.Returned, Call, Returned);
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return;
  std::optional<Uniformity> This;
  llvm::ArrayRef<const Expr *> Arguments(Call->getArgs(), Call->getNumArgs());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    This = Values.object(Member->getImplicitObjectArgument(), Member->getMethodDecl());
    if (const Expr *Object = Member->getImplicitObjectArgument();
        Object && Object->isGLValue() && Member->getMethodDecl() && !Member->getMethodDecl()->isConst())
      taint(Object);
  } else if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
             Method && isa<CXXOperatorCallExpr>(Call) && Method->isInstance()) {
    This = Values.object(Arguments.front(), Method);
    if (!Method->isConst())
      taint(Arguments.front());
    Arguments = Arguments.drop_front();
  }
  visitCallee(Callee, Arguments, This);
}

void UniformityWalk::visitCallee(const FunctionDecl *Callee, llvm::ArrayRef<const Expr *> Arguments,
                                 std::optional<Uniformity> This) {
  for (unsigned I = 0; I < Arguments.size() && I < Callee->getNumParams(); ++I) {
    QualType Type = Callee->getParamDecl(I)->getType();
    if (Type->isLValueReferenceType() && !Type.getNonReferenceType().isConstQualified())
      taint(Arguments[I]);
  }
  if (const BuiltinEntry *Builtin = Kernel.builtin(Callee)) {
    if (Builtin->Effect == BuiltinEffect::WarpOp)
      raise(Function.DependsOnThread);
    raise(Builtin->Effect);
    const CXXRecordDecl *Made = Callee->getReturnType()->getAsCXXRecordDecl();
    Kernel.NamesGrid |= Made && Made->getName() == "grid_group";
    if (Builtin->Effect == BuiltinEffect::Memory)
      Changed |= Kernel.noteAtomic(Callee, !Arguments.empty() && pointsToShared(Arguments.front()));
    return;
  }
  KernelUniformity::Facts *Target = Kernel.facts(Callee);
  if (!Target)
    return;
  raise(Target->Alone.Effect);
  if (Target->Alone.DependsOnThread)
    raise(Function.DependsOnThread);
  if (!InContext)
    return;
  FunctionUniformity &Context = Target->InContext;
  const FunctionDecl *Definition = Context.Function;
  raise(Context.Entry, control());
  if (This)
    raise(Context.This, *This);
  for (unsigned I = 0; I < Definition->getNumParams(); ++I) {
    const ParmVarDecl *Parameter = Definition->getParamDecl(I);
    Uniformity Value = Uniformity::Divergent;
    if (I < Arguments.size())
      Value = Parameter->getType()->isReferenceType() ? Values.reference(Arguments[I], Parameter->getType())
                                                      : Values.value(Arguments[I]);
    raise(Context.ParameterValues.try_emplace(Parameter, Uniformity::Block).first->second, Value);
    raise(Context.Variables.try_emplace(Parameter, Uniformity::Block).first->second, Value);
  }
}

} // namespace lorcha
