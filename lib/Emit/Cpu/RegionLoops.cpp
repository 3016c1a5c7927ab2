// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionLoops.h"
#include "AbreastText.h"
#include "RegionStrips.h"
#include "RimText.h"
#include "lorcha/Analysis/LightRows.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

std::string takes(const std::string &Counter) { return Counter + ".takes(lorchaThread)"; }
std::string bit(const std::string &Mask) { return Mask + "[lorchaThread]"; }

std::string RegionLoops::guard() const {
  std::string Condition = Taking.MayHaveReturned ? bit(Plan.Live) : "";
  for (const std::string &Each : Taking.Guards)
    Condition += (Condition.empty() ? "" : " && ") + Each;
  return Condition;
}

std::string threadLambda(llvm::StringRef Result) {
  return "[&](const lorcha::RegionThread &lorchaThread)" + (Result.empty() ? "" : " -> " + Result.str()) +
         " {";
}

std::string butterflyLambda() {
  return "[&](const lorcha::RegionThread &lorchaThread, auto lorchaFirst, auto lorchaSecond) {";
}

void markElements(const Butterfly &Wings, RegionText &Text) {
  for (const DeclRefExpr *Mention : Wings.First)
    Text.replaceToken(Mention->getLocation(), "lorchaFirst");
  for (const DeclRefExpr *Mention : Wings.Second)
    Text.replaceToken(Mention->getLocation(), "lorchaSecond");
}

/// The call that loops over the threads, up to its body.
std::string RegionLoops::loop(const ThreadCode &Code) const {
  if (Plan.Tracked.count(&Code))
    return "lorcha::trackedRegion(lorchaBlock, ";
  if (Plan.Picking.count(&Code))
    return "lorcha::regionInTurn(lorchaBlock, ";
  return "lorcha::" + (Plan.HasRows ? "regionOfRows" + rowBytes(Code) : "region") + "(lorchaBlock, ";
}

/// What functions for short rows are told of light code.
std::string RegionLoops::rowBytes(const ThreadCode &Code) const {
  CodeVariables Known = Plan.Regions.variablesOf(Code);
  VariableSet Kept = Known.Restored;
  Kept.insert(Known.Kept.begin(), Known.Kept.end());
  unsigned Bytes = lightRowBytes(Code.Statements, Kept, State.Unit.ast());
  return Plan.HasRows && Bytes ? "<" + std::to_string(Bytes) + ">" : "";
}

static std::string joined(const std::vector<std::string> &Lines) {
  std::string Result;
  for (const std::string &Line : Lines)
    Result += " " + Line;
  return Result;
}

/// What a thread does at the start of a piece of a head.
std::string RegionLoops::start(const ThreadCode &Code) const {
  return (Plan.Tracked.count(&Code) ? " const lorcha::Tracked lorchaTracked(lorchaThread);" : "") +
         joined(Variables.linesFor(Code));
}

/// What the next round loads: elements of its first thread.
std::string RegionLoops::loads() const {
  std::string Result;
  if (Taking.Loads)
    for (const ThreadCode &Load : *Taking.Loads)
      Result +=
          ", " + threadLambda() + start(Load) + " return &" + Text.source(Load.Statements.front()) + "; }";
  return Result;
}

std::string RegionLoops::firstLoads(BlockAxis Next) const {
  const FirstLoads &First = Plan.Regions.First;
  if (!First.Last)
    return "";
  bool IsLoop = First.Last->Kind == RegionKind::Loop;
  std::string Result = (IsLoop ? counterOf(*First.Last) + "." : std::string("lorcha::")) +
                       (!Plan.HasRows    ? "fetchNextBlock(lorchaBlock"
                        : Next == AlongX ? "fetchRowsOfNextBlock(lorchaBlock"
                                         : "fetchRowsOfNextBlock<lorcha::AlongY>(lorchaBlock");
  for (const ElementAhead &Each : First.Elements)
    Result += ", [&](const lorcha::Block &lorchaBlock, const lorcha::RegionThread &lorchaThread) {" +
              Variables.linesElsewhere(Each.Variables) + " return " +
              (Each.IsStored ? "lorcha::toStore(&" + Text.source(Each.Element) + ")"
                             : "&" + Text.source(Each.Element)) +
              "; }";
  return Result + ");";
}

std::string RegionLoops::nextRound(const Region &Loop, const RoundLoads &Loads) const {
  std::string Captures = "&";
  for (const VarDecl *Counter : Loads.Counters)
    Captures += ", " + Counter->getNameAsString() + " = " + Counter->getNameAsString();
  std::string Result = "[" + Captures + "]() mutable { " +
                       Text.source(cast<ForStmt>(Loop.Statement)->getInc()) +
                       "; lorcha::fetchRows(lorchaBlock";
  for (const ElementAhead &Each : Loads.Elements)
    Result += ", " + threadLambda() + Variables.linesInFront(Each.Variables) + " return &" +
              Text.source(Each.Element) + "; }";
  return Result + "); }();";
}

LoopText RegionLoops::guardedLoop(const ThreadCode &Code) const {
  std::string Guard = guard(), Leave = Guard.empty() ? "" : "if (!(" + Guard + ")) return;";
  if (Plan.Tracked.count(&Code))
    return {"lorcha::trackedRegion(lorchaBlock, ", Leave, ")"};
  bool IsPicking = Plan.Picking.count(&Code) != 0;
  if (!IsPicking && !Taking.Counter.empty() && Guard == takes(Taking.Counter))
    return {Taking.Counter + ".run(lorchaBlock, ", "", loads() + ")"};
  if (IsPicking || Plan.Sparse.count(&Code))
    return {"lorcha::regionInTurn(lorchaBlock, ", Leave, ")"};
  std::string Slots = linearSlots(Plan, Code);
  if (Guard.empty() && Slots.empty())
    return {loop(Code), "", ")"};
  return {"lorcha::regionWhere(lorchaBlock, " + guardText(Guard) + ", ", "", Slots + ")"};
}

std::string placesOf(const SpanTest &Test, const RegionText &Text) {
  if (!Test.Rising)
    return "lorcha::allThreadsIf(" + Text.source(Test.Condition) + ")";
  if (Test.IsInMacro)
    return Text.source(Test.Condition);
  std::string Function = Test.Modulus               ? "One<" + std::to_string(Test.Modulus) + ">"
                         : Test.Divisor             ? "OneIn"
                         : Test.Comparison == BO_LT ? "Below"
                         : Test.Comparison == BO_LE ? "UpTo"
                         : Test.Comparison == BO_GT ? "Above"
                         : Test.Comparison == BO_GE ? "From"
                                                    : "At";
  return "lorcha::threads" + Function + "(" + Text.source(Test.Rising) + ", " +
         (Test.Bound ? Text.source(Test.Bound) : "0") +
         (Test.Divisor ? ", " + Text.source(Test.Divisor) : "") + ")";
}

/// The same for a branch that chooses threads by their place, as far as it stands alone.
LoopText RegionLoops::around(const Region &Node) const {
  if (const Rim *Known = rimOf(Node))
    return {"lorcha::" + (Plan.HasRows ? "withRimOfRows" + rowBytes(Node.Code) : "withRim") +
                "(lorchaBlock, ",
            "", rimTests(*Known, Text, Variables) + ")"};
  if (const Butterfly *Known = butterflyOf(Node))
    return {"lorcha::butterflies(lorchaBlock, " + Known->Array->getNameAsString() + ", ", "", ")"};
  if (!isSpan(Node))
    return guardedLoop(Node.Code);
  std::string Tests, Guard = guard();
  for (const SpanTest &Test : Node.Spans)
    Tests += ", " + threadLambda() + start(Test.Code) + " return " + placesOf(Test, Text) + "; }";
  return {choosesFew(Node) ? "lorcha::regionOfFew(lorchaBlock, "
                           : "lorcha::regionOfSpan" + rowBytes(Node.Code) + "(lorchaBlock, ",
          Guard.empty() ? "" : "if (!(" + Guard + ")) return;", Tests + ")"};
}
bool RegionLoops::isPlain(const Region &Node) const {
  return !Taking.Strip && guard().empty() && !isInTurn(Node.Code) && !Plan.Sparse.count(&Node.Code) &&
         linearSlots(Plan, Node.Code).empty() && llvm::none_of(Plan.Regions.Warps, [&](const auto &Warp) {
           return llvm::is_contained(Warp.second.Codes, &Node.Code);
         });
}
const Rim *RegionLoops::rimOf(const Region &Node) const {
  auto Known = Plan.Regions.Rims.find(&Node);
  return Known != Plan.Regions.Rims.end() && isPlain(Node) ? &Known->second : nullptr;
}
const Butterfly *RegionLoops::butterflyOf(const Region &Node) const {
  auto Known = Plan.Regions.Butterflies.find(&Node);
  return Known != Plan.Regions.Butterflies.end() && isPlain(Node) && !Plan.HasRows && !rimOf(Node)
             ? &Known->second
             : nullptr;
}
bool RegionLoops::choosesFew(const Region &Node) {
  return llvm::any_of(Node.Spans, [](const SpanTest &Test) { return Test.choosesFew(); });
}
bool RegionLoops::isSpan(const Region &Node) const {
  return !Node.Spans.empty() && !Taking.Strip && (guard().empty() || choosesFew(Node)) &&
         (choosesFew(Node) ? !Plan.Tracked.count(&Node.Code) : !isInTurn(Node.Code));
}

std::string RegionLoops::guardedThreadLoop(const ThreadCode &Code) const {
  LoopText Loop = guardedLoop(Code);
  return Loop.Open + threadLambda() + " " + Loop.First + threadBody(Code) + " }" + Loop.Close;
}
std::string RegionLoops::threadLoop(const ThreadCode &Code, const std::string &First) const {
  return loop(Code) + threadLambda() + First + threadBody(Code) + " })";
}
std::string RegionLoops::threadBody(const ThreadCode &Code) const {
  std::string Body;
  for (const Stmt *S : Code.Statements) {
    std::string Source = Text.source(S);
    Body += " " + Source + (llvm::StringRef(Source).rtrim().ends_with(";") ? "" : ";");
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      Body += Variables.keptOf(Declared, Code);
  }
  return start(Code) + Body;
}

std::string RegionLoops::conditionText(const Region &Node) const {
  return Node.Condition.Statements.empty() ? "true" : Text.source(Node.Condition.Statements.front());
}

/// What precedes a condition with exchanges in it, each part followed by a comma: the loop that hands in.
std::string RegionLoops::handInFirst(const Region &Node) const {
  const ThreadCode &Code = Node.Condition;
  if (Code.Gives.empty())
    return "";
  std::string Result, Guard = guard();
  for (const std::string &Each : Calls.clears(Code, Guard.empty()))
    Result += Each + ", ";
  Result += loop(Code) + threadLambda() + (Guard.empty() ? "" : " if (!(" + Guard + ")) return;") +
            start(Code) + joined(Calls.handIns(Code, Guard.empty())) + " }), ";
  for (const std::string &Each : Calls.blockCalls(Code, Guard.empty()))
    Result += Each + ", ";
  Calls.print(Code, Guard.empty());
  return Result;
}

std::string RegionLoops::question(const Region &Node) const {
  std::string First = handInFirst(Node);
  return First.empty() ? answer(Node) : "(" + First + answer(Node) + ")";
}

std::string RegionLoops::answer(const Region &Node) const {
  std::string Guard = guard();
  std::string Asked = start(Node.Condition);
  if (Node.Head == HeadKind::Thread && Node.Condition.Flow.Written.empty()) {
    std::string SitsOut = Guard.empty() ? "" : " if (!(" + Guard + ")) return lorcha::Answer::SitsOut;";
    return "lorcha::firstThread(lorchaBlock, " + threadLambda() + SitsOut + Asked + " return (" +
           conditionText(Node) + ") ? lorcha::Answer::Yes : lorcha::Answer::No; })";
  }
  std::string SitsOut = Guard.empty() ? "" : " if (!(" + Guard + ")) return false;";
  std::string Any = std::string("lorcha::") + (isInTurn(Node.Condition) ? "anyThreadInTurn" : "anyThread") +
                    "(lorchaBlock, " + threadLambda("bool");
  if (Node.Head == HeadKind::Thread)
    return Any + SitsOut + Asked + " return static_cast<bool>(" + conditionText(Node) + "); })";
  const std::string &Mask = Plan.Masks.at(&Node);
  if (Node.Kind == RegionKind::If)
    SitsOut = " " + bit(Mask) + " = 0;" + SitsOut;
  return Any + SitsOut + Asked + " return " + bit(Mask) + " = static_cast<bool>(" + conditionText(Node) +
         "); })";
}

std::string RegionLoops::loopStart(const Region &Node) const {
  std::string First;
  if (Node.Head == HeadKind::Masked) {
    std::string Guard = guard();
    const std::string &Mask = Plan.Masks.at(&Node);
    if (Guard.empty())
      First = " " + bit(Mask) + " = 1;";
    else
      First = " if (!(" + bit(Mask) + " = " + Guard + ")) return;";
  }
  if (First.empty() && Node.Init.Statements.empty())
    return "";
  return threadLoop(Node.Init, First);
}

std::string RegionLoops::selector(const Region &Node) const {
  const Expr *Selector = cast<SwitchStmt>(Node.Statement)->getCond();
  std::string Type = printedType(State, Selector->getType().getUnqualifiedType()), Guard = guard();
  return "lorcha::firstValue<" + Type + ">(lorchaBlock, [&](const lorcha::RegionThread &lorchaThread, " +
         Type + " &lorchaSelector) {" + (Guard.empty() ? "" : " if (!(" + Guard + ")) return false;") +
         start(Node.Condition) + " lorchaSelector = " + conditionText(Node) + "; return true; })";
}

const std::string &RegionLoops::counterOf(const Region &Loop) const {
  return Plan.counterOf(*Loop.Init.Flow.Declared.begin());
}

/// The comparison in the head of a loop whose rounds are spans: its counter is on the left.
static SpanTest comparisonIn(const ForStmt *For) {
  const auto *Test = cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts());
  return {For->getCond(),
          Test->getLHS(),
          Test->getRHS(),
          Test->getOpcode(),
          0,
          Test->getOperatorLoc().isMacroID()};
}

/// The block whose threads a counter is asked for: all that run abreast count alike.
static std::string firstBlock(const RegionPlan &Plan) {
  return Plan.Abreast ? abreastType(Plan.Abreast) + "::part(lorchaBlock, 0)" : "lorchaBlock";
}

std::string RegionLoops::spanHead(const Region &Node) const {
  const auto *For = cast<ForStmt>(Node.Statement);
  const VarDecl *Variable = *Node.Init.Flow.Declared.begin();
  const std::string &Name = counterOf(Node);
  std::string Type = printedType(State, Plan.writtenAs(Variable)->getType().getUnqualifiedType());
  auto Call = [&](const char *Method, const std::string &Parameter, const ThreadCode &Code,
                  const std::string &Body) {
    return Name + "." + Method + "(" + firstBlock(Plan) + ", [&](const lorcha::RegionThread &lorchaThread" +
           Parameter + ") {" + joined(Variables.linesFor(Code, Parameter.empty())) + " " + Body + "; })";
  };
  return Call("start", "", Node.Init,
              "return static_cast<" + Type + ">(" + Text.source(Variable->getInit()) + ")") +
         "; " + Call("any", "", Node.Condition, "return " + placesOf(comparisonIn(For), Text)) + "; " +
         Call("step", ", " + Type + " &" + Variable->getNameAsString(), Node.Increment,
              Text.source(For->getInc()));
}

} // namespace lorcha
