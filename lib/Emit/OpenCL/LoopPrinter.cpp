// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops: those whose rounds all threads make together, as they are, and those of the predicated form.
#include "BodyPrinter.h"
#include "UnrollHints.h"

using namespace clang;

namespace lorcha::opencl {

void BodyPrinter::loopBody(const Stmt *Body) {
  Scopes.push_back({Scope::Loop, {}});
  block(Body);
  Scopes.pop_back();
  IsDead = false;
}

/// Prints what is known of the loop's unrolling; its head must follow. Loops with barriers stay as they are:
/// each copy of a barrier costs drivers for CPUs a loop over all threads of its own.
void BodyPrinter::unrollHint(const Stmt *Loop) {
  const AttributedStmt *Attributes =
      LoopAttributes && LoopAttributes->getSubStmt() == Loop ? LoopAttributes : nullptr;
  std::string Pragma = Kernel.Collective.contains(Loop) ? "" : unrollPragma(Loop, Attributes, Context);
  if (!Pragma.empty())
    line(Pragma);
}

void BodyPrinter::whileStatement(const WhileStmt *S) {
  if (S->getConditionVariable()) {
    line("while (true) {");
    Scopes.push_back({Scope::Loop, {}});
    blockWith([&] {
      declare(S->getConditionVariable());
      line("if (!" + condition(S->getCond()).in(Binding::Unary) + ")");
      line("  break;");
      statement(S->getBody());
    });
    Scopes.pop_back();
    IsDead = false;
    return line("}");
  }
  std::string Test = condition(S->getCond()).Text;
  if (!TemporaryDestructors.empty())
    obstruct(DiagId::NotLowered, S->getBeginLoc(),
             "a temporary object with a destructor in the condition of a loop");
  unrollHint(S);
  line("while (" + Test + ") {");
  loopBody(S->getBody());
  line("}");
}

void BodyPrinter::doStatement(const DoStmt *S) {
  std::string Test = condition(S->getCond()).Text;
  if (!TemporaryDestructors.empty())
    obstruct(DiagId::NotLowered, S->getBeginLoc(),
             "a temporary object with a destructor in the condition of a loop");
  unrollHint(S);
  line("do {");
  loopBody(S->getBody());
  line("} while (" + Test + ");");
}

/// Whether the statement declares variables of one type that C can declare in the head of a loop.
static const DeclStmt *plainDeclaration(const Stmt *Init) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Init);
  if (!Declaration || !Declaration->isSingleDecl())
    return nullptr;
  const auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl());
  return Variable && Variable->getType()->isArithmeticType() && !Variable->isStaticLocal() ? Declaration
                                                                                           : nullptr;
}

void BodyPrinter::forStatement(const ForStmt *S) {
  const DeclStmt *Plain = plainDeclaration(S->getInit());
  const auto *Single = Plain ? llvm::cast<VarDecl>(Plain->getSingleDecl()) : nullptr;
  if (Single && (isFoldedVariable(Context, Single) || Instance.AddressTaken.count(Single)))
    Single = nullptr;
  bool IsOutside = S->getInit() && !Single && !isa<Expr>(S->getInit());
  if (IsOutside) {
    line("{");
    ++Indent;
    Scopes.push_back({Scope::Block, {}});
    statement(S->getInit());
  }
  std::string Head;
  if (Single) {
    Head = Unit.asValue(Single->getType(), AddressSpace::Private, Locals.of(Single), Needs);
    if (Single->getInit())
      Head += " = " + value(Single->getInit()).in(Binding::Assign);
  } else if (const auto *Init = dyn_cast_or_null<Expr>(S->getInit())) {
    Head = effect(Init).Text;
  }
  std::string Test = S->getCond() ? condition(S->getCond()).Text : "";
  std::string Step;
  if (S->getInc())
    Step = effect(S->getInc()).Text;
  if (S->getConditionVariable() || !TemporaryDestructors.empty())
    obstruct(DiagId::NotLowered, S->getBeginLoc(), "this head of a loop");
  unrollHint(S);
  line("for (" + Head + ";" + (Test.empty() ? "" : " " + Test) + ";" + (Step.empty() ? "" : " " + Step) +
       ") {");
  loopBody(S->getBody());
  line("}");
  if (IsOutside) {
    runDestructors(Scopes.size() - 1, /*Pops=*/true);
    --Indent;
    line("}");
  }
}

void BodyPrinter::rangeFor(const CXXForRangeStmt *S) {
  line("{");
  blockWith([&] {
    if (S->getInit())
      statement(S->getInit());
    statement(S->getRangeStmt());
    statement(S->getBeginStmt());
    statement(S->getEndStmt());
    std::string Test = condition(S->getCond()).Text;
    std::string Step = effect(S->getInc()).Text;
    unrollHint(S);
    line("for (; " + Test + "; " + Step + ") {");
    Scopes.push_back({Scope::Loop, {}});
    blockWith([&] {
      statement(S->getLoopVarStmt());
      statement(S->getBody());
    });
    Scopes.pop_back();
    line("}");
  });
  line("}");
}

BodyPrinter::WalkedLoop BodyPrinter::partsOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return {{For->getInit()},
            For->getConditionVariable(),
            For->getCond(),
            For->getInc(),
            nullptr,
            For->getBody(),
            false};
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return {{}, While->getConditionVariable(), While->getCond(), nullptr, nullptr, While->getBody(), false};
  if (const auto *Do = dyn_cast<DoStmt>(Loop))
    return {{}, nullptr, Do->getCond(), nullptr, nullptr, Do->getBody(), true};
  const auto *Range = llvm::cast<CXXForRangeStmt>(Loop);
  return {{Range->getInit(), Range->getRangeStmt(), Range->getBeginStmt(), Range->getEndStmt()},
          nullptr,
          Range->getCond(),
          Range->getInc(),
          Range->getLoopVarStmt(),
          Range->getBody(),
          false};
}

/// A loop that threads leave one after the other: it goes on until none of the block is left in it.
void BodyPrinter::walkLoop(const WalkedLoop &Loop, const std::string &P) {
  line("{");
  blockWith([&] {
    for (const Stmt *Each : Loop.Before)
      if (Each)
        statement(Each);
    std::string Live = Locals.fresh("loop");
    line("bool " + Live + " = " + (P.empty() ? "true" : P) + ";", true);
    Part.Bools.push_back(Live);
    walkRounds(Loop, Live);
    Part.Bools.pop_back();
  });
  line("}");
}

void BodyPrinter::walkTest(const WalkedLoop &Loop, const std::string &Live) {
  if (Loop.Variable)
    walkDeclaration(Loop.Variable, Live);
  if (Loop.Condition)
    line(Live + " = " + Live + " && " + condition(Loop.Condition).in(Binding::BitOr) + ";");
}

void BodyPrinter::walkRounds(const WalkedLoop &Loop, const std::string &Live) {
  std::string Round = Locals.fresh("round");
  bool IsOnce = !Loop.TestsLast && !Loop.Variable && alwaysStopsWalked(Loop.Body);
  auto Vote = [&] {
    Needs.Library.insert("sync");
    needContext(OpenClExchange);
    return "lorcha_syncthreads_or(lorchaContext, true, " + Live + ")";
  };
  if (IsOnce) {
    walkTest(Loop, Live);
    line("if (" + Vote() + ") {");
  } else {
    line("while (true) {");
  }
  Predicates.push_back({Live, Predicate::Loop});
  Scopes.push_back({Scope::Loop, {}, true});
  blockWith([&] {
    if (!Loop.TestsLast && !IsOnce)
      walkTest(Loop, Live);
    if (!IsOnce) {
      line("if (!" + Vote() + ") {");
      line("  break;");
      line("}");
    }
    line("bool " + Round + " = " + Live + ";", true);
    Predicates.push_back({Round, Predicate::Round, true});
    Part.Bools.push_back(Round);
    if (Loop.Element)
      statement(Loop.Element);
    line("{");
    block(Loop.Body);
    line("}");
    Part.Bools.pop_back();
    Predicates.pop_back();
    if (Loop.Step && !IsDead)
      walkExpression(Loop.Step, Live);
    if (Loop.TestsLast && !IsDead)
      walkTest(Loop, Live);
  });
  Scopes.pop_back();
  Predicates.pop_back();
  line("}");
  IsDead = false;
}

} // namespace lorcha::opencl
