// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The predicated form of functions with collective operations that not all threads reach together: all
// threads walk through the same blocks and loops, and a bool says which of them take part. What holds no such
// operation keeps its own control flow:
//   if (i >= n)                     if (i >= n) {
//     return;                         lorcha_takes = false;
//   if (lane < 8)                   }
//     x += __shfl_sync(m, x, 0);    bool lorcha_branch = lorcha_takes && lane < 8;
//                                   {
//                                     int lorcha_value = lorcha_shfl_sync_int(lorchaContext, lorcha_branch,
//                                     m, x, 0, 32); if (lorcha_branch) {
//                                       x += lorcha_value;
// Jumps are in PredicatedJumps.cpp. Not handled: destructors around such operations.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

std::string BodyPrinter::predicateOf(const Stmt *S) const {
  if (!IsPredicated || Predicates.empty() || (S && Kernel.Collective.allTake(Instance.Function, S)))
    return "";
  return Predicates.back().Name;
}

void BodyPrinter::startPredicates() {
  IsPredicated = Kernel.Collective.isPredicated(Instance.Function);
  if (!IsPredicated)
    return;
  Predicates.push_back(
      {"lorcha_takes", Predicate::Function, !Kernel.Collective.isPartial(Instance.Function)});
  if (Part.Number) {
    restoreBool("takes");
    return;
  }
  Part.Bools.push_back("lorcha_takes");
  if (!Kernel.Collective.isPartial(Instance.Function))
    line("bool lorcha_takes = true;", true);
  QualType Type = Instance.Function->getReturnType();
  if (!Type->isVoidType())
    line(Unit.asValue(Type, spaceOf(Instance.Result), "lorcha_result", Needs) + nothing(Type) + ";", true);
}

void BodyPrinter::flushDeclarations() {
  std::vector<std::string> Pending = std::move(Declarations);
  Declarations.clear();
  for (const std::string &Each : Pending)
    line(Each, true);
}

void BodyPrinter::clearPredicates(size_t Down) {
  std::string Text;
  for (size_t I = Predicates.size(); I-- > Down;) {
    Text += Predicates[I].Name + " = ";
    Predicates[I].HasTakers = false;
  }
  line(Text + "false;");
}

/// A return, break or continue out of what is printed as it stands; false if it stays inside.
bool BodyPrinter::leaveWalk(const Stmt *S, size_t TargetScope) {
  if (!IsPredicated)
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (Kernel.Collective.allTake(Instance.Function, S))
      return false;
    if (const Expr *E = Return->getRetValue(); E && !E->getType()->isVoidType()) {
      bool IsReference = Instance.Function->getReturnType()->isReferenceType();
      line("lorcha_result = " + (IsReference ? place(E).address() : value(E)).in(Binding::Assign) + ";");
    } else if (E) {
      expressionStatement(E);
    }
    clearPredicates(0);
  } else {
    // The scope that is left is printed in the predicated form only if it has predicates of its own.
    if (TargetScope >= PlainScopes && InPlain)
      return false;
    size_t Down = Predicates.size();
    Predicate::Kind Wanted = isa<BreakStmt>(S) ? Predicate::Loop : Predicate::Round;
    if (!Scopes[TargetScope - 1].IsWalked)
      return false;
    while (Down > 0 && Predicates[Down - 1].What != Wanted)
      --Down;
    clearPredicates(Down - 1);
  }
  skipRest(S);
  return true;
}

/// Leaves what is printed as it stands behind Step, if something follows in it.
void BodyPrinter::skipRest(const Stmt *Step) {
  if (!InPlain || isLastStep(PlainStatement, Step))
    return;
  if (SkipLabel.empty())
    SkipLabel = Locals.fresh("skip");
  line("goto " + SkipLabel + ";");
}

/// Whether nothing follows Step within S.
bool BodyPrinter::isLastStep(const Stmt *S, const Stmt *Step) {
  if (!S || S == Step)
    return S == Step;
  if (const auto *Compound = dyn_cast<CompoundStmt>(S))
    return !Compound->body_empty() && isLastStep(Compound->body_back(), Step);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return isLastStep(If->getThen(), Step) || isLastStep(If->getElse(), Step);
  return false;
}

/// A statement without collective operations, for the threads that take part.
void BodyPrinter::plainStatement(const Stmt *S, const std::string &P) {
  auto Inside = [&] {
    InPlain = true;
    PlainStatement = S;
    PlainScopes = Scopes.size() + 1;
    statement(S);
    InPlain = false;
  };
  if (P.empty()) {
    Inside();
  } else {
    line("if (" + P + ") {");
    blockWith(Inside);
    line("}");
  }
  if (!SkipLabel.empty()) {
    labelLine(SkipLabel + ":");
    line(";");
    SkipLabel.clear();
  }
}

void BodyPrinter::walkDeclaration(const VarDecl *Variable, const std::string &P) {
  const Expr *Init = Variable->getInit();
  if (P.empty() || !Init || isHarmless(Init) || Variable->hasAttr<CUDASharedAttr>() ||
      Variable->isStaticLocal() || isFoldedVariable(Context, Variable))
    return declare(Variable);
  QualType Type = Variable->getType();
  std::string Name = Locals.of(Variable);
  std::vector<std::string> Steps;
  std::string Declaration = Unit.inMemory(Type.getUnqualifiedType(), Name, Needs);
  if (Type->isReferenceType()) {
    Declaration = Unit.asValue(Type, spaceOfVariable(Variable), Name, Needs);
    Steps.push_back(Name + " = " + place(Init).address().in(Binding::Assign));
  } else if (isDataPointer(Type) && isRegister(Variable)) {
    Declaration = Unit.asValue(Type, spaceOfVariable(Variable), Name, Needs);
    Steps.push_back(Name + " = " + value(Init).in(Binding::Assign));
  } else {
    if (Type->isBooleanType() && !Instance.AddressTaken.count(Variable))
      Declaration = "bool " + Name;
    initialise({{Name}, false}, AddressSpace::Private, Type, Init, Steps);
  }
  lineAt(Variable->getLocation());
  line(Declaration + (Type->isArrayType() ? "" : nothing(Type)) + ";", true);
  line("if (" + P + ") {");
  ++Indent;
  for (const std::string &Step : Steps)
    line(Step + ";");
  --Indent;
  line("}");
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Bound : Decomposition->bindings())
      if (const VarDecl *Holding = Bound->getHoldingVar())
        walkDeclaration(Holding, P);
  if (Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl() && Instance.Calls.count(Variable))
    obstruct(DiagId::NotLowered, Variable->getLocation(),
             "an object with a destructor beside divergent barriers");
}

/// A return whose value needs a collective call.
void BodyPrinter::walkReturn(const ReturnStmt *S, const std::string &P) {
  if (P.empty())
    return statementAsIs(S);
  const Expr *E = S->getRetValue();
  bool IsReference = Instance.Function->getReturnType()->isReferenceType();
  std::string Text =
      E->getType()->isVoidType()
          ? effect(E).Text
          : "lorcha_result = " + (IsReference ? place(E).address() : value(E)).in(Binding::Assign);
  line("if (" + P + ") {");
  ++Indent;
  if (Text != "(void)0")
    line(Text + ";");
  clearPredicates(0);
  --Indent;
  line("}");
}

void BodyPrinter::walkExpression(const Expr *E, const std::string &P) {
  std::string Text = effect(E).Text;
  // What is left of a call whose value nobody asks for.
  bool IsNothing =
      Text == "(void)0" || llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || C == '_'; });
  if (IsNothing || P.empty()) {
    flushDeclarations();
    if (!IsNothing)
      line(Text + ";");
    return;
  }
  line("if (" + P + ") {");
  ++Indent;
  line(Text + ";");
  --Indent;
  line("}");
}

/// The statements of an arm between its barriers; none if a barrier stands deeper.
std::optional<std::vector<std::vector<const Stmt *>>>
BodyPrinter::partsBetweenBarriers(const Stmt *Arm) const {
  std::vector<std::vector<const Stmt *>> Parts(1);
  const auto *Compound = dyn_cast<CompoundStmt>(Arm);
  llvm::ArrayRef<const Stmt *> Single(Arm);
  for (const Stmt *Each :
       Compound ? llvm::ArrayRef<const Stmt *>(Compound->body_begin(), Compound->size()) : Single) {
    const auto *Call = dyn_cast<CallExpr>(Each);
    if (Call && Call->getType()->isVoidType() && Kernel.Collective.isBarrier(Call->getDirectCallee()))
      Parts.emplace_back();
    else if (Kernel.Collective.containsBarrier(Each) || (isa<DeclStmt>(Each)))
      return std::nullopt;
    else
      Parts.back().push_back(Each);
  }
  return Parts;
}

/// Both arms have barriers: threads of the one meet those of the other.
void BodyPrinter::walkArmsTogether(const IfStmt *S, const std::string &Then, const std::string &Else) {
  auto First = partsBetweenBarriers(S->getThen()), Second = partsBetweenBarriers(S->getElse());
  if (!First || !Second || First->size() != Second->size()) {
    obstruct(DiagId::NotLowered, S->getBeginLoc(),
             "a branch that divides the block between different barriers");
    return;
  }
  auto Part = [&](const std::vector<const Stmt *> &Statements, const std::string &Name) {
    Predicates.push_back({Name, Predicate::Branch});
    for (const Stmt *Each : Statements)
      statement(Each);
    Predicates.pop_back();
  };
  for (size_t I = 0; I < First->size(); ++I) {
    if (I != 0)
      line("lorcha_syncthreads();");
    Part((*First)[I], Then);
    Part((*Second)[I], Else);
  }
}

void BodyPrinter::walkIf(const IfStmt *S, const std::string &P) {
  line("{");
  blockWith([&] {
    if (S->getInit())
      statement(S->getInit());
    if (S->getConditionVariable())
      walkDeclaration(S->getConditionVariable(), P);
    std::string Then = Locals.fresh("branch"), Else;
    line("bool " + Then + " = " + (P.empty() ? "" : P + " && ") +
             condition(S->getCond()).in(P.empty() ? Binding::Assign : Binding::BitOr) + ";",
         true);
    if (S->getElse()) {
      Else = Locals.fresh("branch");
      line("bool " + Else + " = " + (P.empty() ? "" : P + " && ") + "!" + Then + ";", true);
    }
    if (S->getElse() && Kernel.Collective.containsBarrier(S->getThen()) &&
        Kernel.Collective.containsBarrier(S->getElse()))
      return walkArmsTogether(S, Then, Else);
    if (Kernel.Collective.partsLanesThatMeet(Instance.Function, S))
      Unit.Unit.report(DiagId::ArmsDoNotMeet, S->getIfLoc());
    Part.Bools.push_back(Then);
    if (S->getElse())
      Part.Bools.push_back(Else);
    auto Arm = [&](const Stmt *Body, const std::string &Name) {
      Predicates.push_back({Name, Predicate::Branch});
      block(Body);
      Predicates.pop_back();
    };
    line("{");
    Arm(S->getThen(), Then);
    line("}");
    if (S->getElse()) {
      line("{");
      Arm(S->getElse(), Else);
      line("}");
    }
    Part.Bools.resize(Part.Bools.size() - (S->getElse() ? 2 : 1));
  });
  line("}");
}

/// One statement of a function in the predicated form.
void BodyPrinter::walk(const Stmt *S) {
  std::string P = predicateOf(S);
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        walkDeclaration(Variable, P);
    return;
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Kernel.Collective.contains(S))
    return walkReturn(Return, P);
  if (isa<ReturnStmt, BreakStmt, ContinueStmt>(S) || !Kernel.Collective.contains(S))
    return plainStatement(S, P);
  if (const auto *E = dyn_cast<Expr>(S))
    return walkExpression(E, P);
  auto All = [&](const Stmt *Inner) { return Inner && Kernel.Collective.allTake(Instance.Function, Inner); };
  if (const auto *If = dyn_cast<IfStmt>(S); If && !If->isConstexpr()) {
    if (All(If->getThen()) && (!If->getElse() || All(If->getElse())))
      return ifStatement(If, false);
    return walkIf(If, P);
  }
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S)) {
    WalkedLoop Loop = partsOf(S);
    return All(Loop.Body) ? statementAsIs(S) : walkLoop(Loop, P);
  }
  if (const auto *Switch = dyn_cast<SwitchStmt>(S); Switch && !All(Switch->getBody()))
    return walkSwitch(Switch, P);
  if (!isa<CompoundStmt, AttributedStmt, IfStmt>(S) && !P.empty())
    obstruct(DiagId::NotLowered, S->getBeginLoc(),
             "this statement with a barrier or warp operation that only some threads reach");
  statementAsIs(S);
}

} // namespace lorcha::opencl
