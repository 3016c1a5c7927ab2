// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RimText.h"
#include "LaneLoopPrinter.h"
#include "RegionLoops.h"

using namespace clang;

namespace lorcha {

std::string rimLambda(llvm::StringRef ThreadClass) {
  return ("[&](const lorcha::" + ThreadClass + " &lorchaThread, const auto lorchaIsInner) {").str();
}

/// Where in a row the answer is the one that it is inside.
static std::string innerPlaces(const RimTest &Rim, const RegionText &Text) {
  SpanTest Test = Rim.Test;
  if (!Test.Rising && !Rim.IsTrueInside)
    return "lorcha::allThreadsIf(!(" + Text.source(Test.Condition) + "))";
  if (!Rim.IsTrueInside)
    Test.Comparison = BinaryOperator::negateComparisonOp(Test.Comparison);
  return placesOf(Test, Text);
}

std::string rimTests(const Rim &Known, const RegionText &Text, const RegionVariables &Variables) {
  std::string Result;
  for (bool AreNeeded : {true, false}) {
    llvm::SmallSetVector<const VarDecl *, 4> Needed;
    std::string Places;
    for (const RimTest &Test : Known.Tests)
      if (Test.IsNeeded == AreNeeded) {
        Needed.insert(Test.Variables.begin(), Test.Variables.end());
        Places += (Places.empty() ? "" : " & ") + innerPlaces(Test, Text);
      }
    if (!Places.empty())
      Result += std::string(", ") + (AreNeeded ? "lorcha::needed(" : "") + threadLambda() +
                Variables.linesInFront(Needed.getArrayRef()) + " return " + Places + "; }" +
                (AreNeeded ? ")" : "");
  }
  for (const EarlyRead &Read : Known.Reads)
    Result += ", lorcha::reads<" + std::to_string(Read.Rounds) +
              ">([&](const lorcha::RegionThread &lorchaThread, unsigned lorchaRound) {" +
              Variables.linesInFront(Read.Variables) + " " + earlyRead(Text.state(), Read, "&") + " })";
  return Result;
}

/// What a condition is inside, if tests alone decide it.
static std::optional<bool> answerInside(const Expr *E, llvm::ArrayRef<RimTest> Tests) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
    std::optional<bool> Answer = answerInside(Not->getSubExpr(), Tests);
    return Answer ? std::optional(!*Answer) : std::nullopt;
  }
  if (const auto *Operation = dyn_cast<BinaryOperator>(E); Operation && Operation->isLogicalOp()) {
    std::optional<bool> Left = answerInside(Operation->getLHS(), Tests),
                        Right = answerInside(Operation->getRHS(), Tests);
    if (!Left || !Right)
      return std::nullopt;
    return Operation->getOpcode() == BO_LAnd ? *Left && *Right : *Left || *Right;
  }
  for (const RimTest &Test : Tests)
    if (Test.Test.Condition == E)
      return Test.IsTrueInside;
  return std::nullopt;
}

/// IsAlone: nothing else stands between the parentheses around it.
static void mark(const Stmt *S, bool IsAlone, llvm::ArrayRef<RimTest> Tests, RegionText &Text) {
  const auto *E = dyn_cast<Expr>(S);
  std::optional<bool> Answer = E ? answerInside(E, Tests) : std::nullopt;
  if (!Answer) {
    const auto *If = dyn_cast<IfStmt>(S);
    for (const Stmt *Child : S->children())
      if (Child)
        mark(Child, (If && Child == If->getCond()) || isa<ParenExpr>(S), Tests, Text);
    return;
  }
  bool IsLeaf =
      !isa<BinaryOperator>(E->IgnoreImpCasts()) || !cast<BinaryOperator>(E->IgnoreImpCasts())->isLogicalOp();
  std::string Open = std::string(IsAlone ? "" : "(") + (*Answer ? "lorchaIsInner || " : "!lorchaIsInner && ");
  Text.around(E, Open + (IsLeaf ? "" : "("), std::string(IsLeaf ? "" : ")") + (IsAlone ? "" : ")"));
}

void markRim(llvm::ArrayRef<RimTest> Tests, llvm::ArrayRef<const Stmt *> Code, RegionText &Text) {
  for (const Stmt *S : Code)
    mark(S, false, Tests, Text);
}

} // namespace lorcha
