// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A switch in the predicated form: all threads walk through all cases in their order, and a bool says which
// of them are in one. A label takes those in whose value it is, a break lets them out; who falls through
// stays in.
//   switch (pick) {                 long lorcha_pick = lorcha_takes ? (long)(pick) : 0;
//   case 0:                         bool lorcha_case = lorcha_takes && lorcha_pick == 0;
//     __syncthreads();              lorcha_syncthreads();
//     break;                        if (lorcha_case) { lorcha_case = false; }
//   default:                        lorcha_case = lorcha_case || (lorcha_takes && lorcha_pick != 0);
//     own += 1;                     if (lorcha_case) { own += 1; }
//   }
// Threads that come to barriers of different cases do not meet: as in CUDA, the value must be equal for all
// where cases have barriers. Not handled: labels in blocks inside of the switch.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

static std::string valueOfCase(const CaseStmt *Case, const ASTContext &Context) {
  llvm::APSInt Value = Case->getLHS()->EvaluateKnownConstInt(Context);
  return std::to_string(Value.isSigned() ? Value.getSExtValue() : static_cast<int64_t>(Value.getZExtValue()));
}

/// What is true of the value where a label takes a thread in.
static std::string testOf(const SwitchCase *Label, const SwitchStmt *Switch, const std::string &Pick,
                          const ASTContext &Context) {
  if (const auto *Case = dyn_cast<CaseStmt>(Label))
    return Pick + " == " + valueOfCase(Case, Context);
  std::string Test;
  for (const SwitchCase *Each = Switch->getSwitchCaseList(); Each; Each = Each->getNextSwitchCase())
    if (const auto *Case = dyn_cast<CaseStmt>(Each))
      Test += (Test.empty() ? "" : " && ") + Pick + " != " + valueOfCase(Case, Context);
  return Test.empty() ? "true" : Test;
}

static bool hasLabelsInside(const Stmt *S) {
  return S && !isa<SwitchStmt>(S) &&
         (isa<SwitchCase>(S) ||
          llvm::any_of(S->children(), [](const Stmt *Child) { return hasLabelsInside(Child); }));
}

static bool hasRanges(const SwitchStmt *S) {
  for (const SwitchCase *Each = S->getSwitchCaseList(); Each; Each = Each->getNextSwitchCase())
    if (const auto *Case = dyn_cast<CaseStmt>(Each); Case && Case->caseStmtIsGNURange())
      return true;
  return false;
}

void BodyPrinter::walkSwitch(const SwitchStmt *S, const std::string &P) {
  const auto *Body = dyn_cast<CompoundStmt>(S->getBody());
  if (!Body || hasRanges(S))
    return obstruct(DiagId::NotLowered, S->getBeginLoc(),
                    "this switch with a barrier or warp operation that only some threads reach");
  line("{");
  blockWith([&] {
    if (S->getInit())
      statement(S->getInit());
    if (S->getConditionVariable())
      walkDeclaration(S->getConditionVariable(), P);
    std::string Pick = Locals.fresh("pick"), Case = Locals.fresh("case");
    std::string Value = "(long)" + value(S->getCond()).in(Binding::Unary);
    line("long " + Pick + " = " + (P.empty() ? Value : P + " ? " + Value + " : 0") + ";", true);
    line("bool " + Case + " = false;", true);
    Part.Bools.push_back(Case);
    Predicates.push_back({Case, Predicate::Loop});
    Scopes.push_back({Scope::Switch, {}, true});
    for (const Stmt *Each : Body->body())
      walkCases(Each, S, {Pick, Case, P});
    Scopes.pop_back();
    Predicates.pop_back();
    Part.Bools.pop_back();
    IsDead = false;
  });
  line("}");
}

/// A statement of a switch, with the labels in front of it.
void BodyPrinter::walkCases(const Stmt *S, const SwitchStmt *Switch, const SwitchBools &Names) {
  while (const auto *Label = dyn_cast<SwitchCase>(S)) {
    std::string Test = testOf(Label, Switch, Names.Pick, Context);
    line(Names.Case + " = " + Names.Case + " || (" + (Names.Takes.empty() ? "" : Names.Takes + " && ") +
         Test + ");");
    IsDead = false;
    S = Label->getSubStmt();
  }
  if (hasLabelsInside(S))
    obstruct(DiagId::NotLowered, S->getBeginLoc(),
             "a switch with labels in blocks that only some threads reach");
  else if (!IsDead)
    statement(S);
}

} // namespace lorcha::opencl
