// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels in the region form. Each stretch of statements gets a loop over the threads around it:
//   tile[t] = in[t];                  lorcha::region(lorchaBlock, [&](const lorcha::RegionThread
//   &lorchaThread) {
//   __syncthreads();                    const uint3 threadIdx = lorchaThread.threadIdx;
//   out[t] = tile[0];                   int t = threadIdx.x;
//                                       tile[t] = in[t];
//                                     });
//                                     __syncthreads();                      (now an object that does nothing)
//                                     lorcha::region(...) { ...; out[t] = tile[0]; });
#include "CpuEmitter.h"
#include "LaneLoopPrinter.h"
#include "RegionCalls.h"
#include "RegionStart.h"
#include "RegionStrips.h"
#include "RegionVariables.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

namespace {

class RegionPrinter {
public:
  /// CopiedParameters: those of a kernel that threads may change.
  RegionPrinter(CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices, unsigned Views,
                const std::set<unsigned> &CopiedParameters, bool IsKernel)
      : State(State), Plan(Plan), CopiedParameters(CopiedParameters), IsKernel(IsKernel),
        Text(State, Plan.Definition->getBody(), Views), Variables(State, Plan, Indices, Text),
        Calls(State, Plan, Text), MayHaveReturned(!IsKernel) {}

  std::string run() {
    print(*Plan.Regions.Root);
    Text.flush();
    return regionStart(State, Plan, {CopiedParameters, IsKernel, MaskNames, Calls.storage()});
  }

private:
  // --- Masks

  /// What is true for threads that take part here; empty if all do.
  std::string guard() const {
    std::string Condition = MayHaveReturned ? bit(Plan.Live) : "";
    for (const std::string &Each : Guards)
      Condition += (Condition.empty() ? "" : " && ") + Each;
    return Condition;
  }
  static std::string takes(const std::string &Counter) { return Counter + ".takes(lorchaThread)"; }
  static std::string bit(const std::string &Mask) { return Mask + "[lorchaThread]"; }

  std::string lambda(llvm::StringRef Result = "") const {
    return "[&](const lorcha::RegionThread &lorchaThread)" + (Result.empty() ? "" : " -> " + Result.str()) +
           " {";
  }

  bool returns(const Region &Node) const {
    return !Plan.Live.empty() &&
           ((Node.Kind == RegionKind::Threads && Node.LosesThreads) ||
            llvm::any_of(Node.Children, [&](const auto &Child) { return returns(*Child); }));
  }

  /// The call that loops over the threads, up to its body.
  std::string loop() const {
    return std::string("lorcha::") + (Plan.HasRows ? "regionOfRows" : "region") + "(lorchaBlock, ";
  }

  // --- Heads

  static std::string joined(const std::vector<std::string> &Lines) {
    std::string Result;
    for (const std::string &Line : Lines)
      Result += " " + Line;
    return Result;
  }

  /// What a thread does at the start of a piece of a head.
  std::string start(const ThreadCode &Code) const {
    return (Plan.Tracked.count(&Code) ? " const lorcha::Tracked lorchaTracked(lorchaThread);" : "") +
           joined(Variables.linesFor(Code));
  }

  /// The start of a loop over the threads that take part, and what stands behind its body.
  struct LoopText {
    std::string Open, First, Close;
  };
  LoopText guardedLoop(const ThreadCode &Code) const {
    std::string Guard = guard(), Leave = Guard.empty() ? "" : "if (!(" + Guard + ")) return;";
    if (Plan.Tracked.count(&Code))
      return {"lorcha::trackedRegion(lorchaBlock, ", Leave, ")"};
    if (!Counter.empty() && Guard == takes(Counter))
      return {Counter + ".run(lorchaBlock, ", "", ")"};
    if (Plan.Sparse.count(&Code))
      return {"lorcha::regionInTurn(lorchaBlock, ", Leave, ")"};
    std::string Slots = linearSlots(Plan, Code);
    if (Guard.empty() && Slots.empty())
      return {loop(), "", ")"};
    return {"lorcha::regionWhere(lorchaBlock, " + guardText(Guard) + ", ", "", Slots + ")"};
  }

  /// The same for a branch that is true for neighbours, as far as it stands alone.
  LoopText spanLoop(const Region &Node) const {
    if (!isSpan(Node))
      return guardedLoop(Node.Code);
    std::string Tests;
    for (const ThreadCode &Test : Node.Spans)
      Tests +=
          ", " + lambda("bool") + start(Test) + " return " + Text.source(Test.Statements.front()) + "; }";
    return {"lorcha::regionOfSpan(lorchaBlock, ", "", Tests + ")"};
  }
  bool isSpan(const Region &Node) const {
    return !Node.Spans.empty() && !Strip && guard().empty() && !Plan.Tracked.count(&Node.Code);
  }

  std::string guardedThreadLoop(const ThreadCode &Code) {
    LoopText Loop = guardedLoop(Code);
    return Loop.Open + lambda() + " " + Loop.First + threadBody(Code) + " }" + Loop.Close;
  }
  std::string threadLoop(const ThreadCode &Code, const std::string &First) {
    return loop() + lambda() + First + threadBody(Code) + " })";
  }
  std::string threadBody(const ThreadCode &Code) {
    std::string Body;
    for (const Stmt *S : Code.Statements) {
      std::string Source = Text.source(S);
      Body += " " + Source + (llvm::StringRef(Source).rtrim().ends_with(";") ? "" : ";");
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        Body += Variables.keptOf(Declared, Code);
    }
    return start(Code) + Body;
  }

  std::string conditionText(const Region &Node) {
    return Node.Condition.Statements.empty() ? "true" : Text.source(Node.Condition.Statements.front());
  }

  /// What precedes a condition with exchanges in it, each part followed by a comma: the loop that hands in.
  std::string handInFirst(const Region &Node) {
    const ThreadCode &Code = Node.Condition;
    if (Code.Gives.empty())
      return "";
    std::string Result, Guard = guard();
    for (const std::string &Each : Calls.clears(Code))
      Result += Each + ", ";
    Result += loop() + lambda() + (Guard.empty() ? "" : " if (!(" + Guard + ")) return;") + start(Code) +
              joined(Calls.handIns(Code)) + " }), ";
    for (const std::string &Each : Calls.blockCalls(Code))
      Result += Each + ", ";
    Calls.print(Code, Guard.empty());
    return Result;
  }

  /// An expression for a condition that threads must be asked for.
  std::string question(const Region &Node) {
    std::string First = handInFirst(Node);
    return First.empty() ? answer(Node) : "(" + First + answer(Node) + ")";
  }

  std::string answer(const Region &Node) {
    std::string Guard = guard();
    std::string Asked = start(Node.Condition);
    if (Node.Head == HeadKind::Thread && Node.Condition.Flow.Written.empty()) {
      std::string SitsOut = Guard.empty() ? "" : " if (!(" + Guard + ")) return lorcha::Answer::SitsOut;";
      return "lorcha::firstThread(lorchaBlock, " + lambda() + SitsOut + Asked + " return (" +
             conditionText(Node) + ") ? lorcha::Answer::Yes : lorcha::Answer::No; })";
    }
    std::string SitsOut = Guard.empty() ? "" : " if (!(" + Guard + ")) return false;";
    if (Node.Head == HeadKind::Thread)
      return "lorcha::anyThread(lorchaBlock, " + lambda("bool") + SitsOut + Asked +
             " return static_cast<bool>(" + conditionText(Node) + "); })";
    const std::string &Mask = Plan.Masks.at(&Node);
    if (Node.Kind == RegionKind::If)
      SitsOut = " " + bit(Mask) + " = 0;" + SitsOut;
    return "lorcha::anyThread(lorchaBlock, " + lambda("bool") + SitsOut + Asked + " return " + bit(Mask) +
           " = static_cast<bool>(" + conditionText(Node) + "); })";
  }

  /// The start of a loop that each thread decides for itself: its mask, and its initialisation.
  std::string loopStart(const Region &Node) {
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

  // --- The tree

  void print(const Region &Node) {
    switch (Node.Kind) {
    case RegionKind::Threads:
      return printThreads(Node);
    case RegionKind::Once:
      return;
    case RegionKind::Barrier:
      return printBarrier(Node);
    case RegionKind::Sequence:
      for (const std::unique_ptr<Region> &Child : Node.Children)
        print(*Child);
      return;
    case RegionKind::If:
      return printIf(Node);
    case RegionKind::Loop:
      return printLoop(Node);
    case RegionKind::Lanes:
      return printLanes(Node);
    case RegionKind::Switch:
      if (Node.Head == HeadKind::Thread)
        printSelector(Node);
      Targets.push_back(&Node);
      print(*Node.Children.front());
      Targets.pop_back();
      return;
    }
  }

  void printThreads(const Region &Node) {
    const ThreadCode &Code = Node.Code;
    bool IsEmpty = Code.Statements.empty();
    const Stmt *First = IsEmpty ? Node.Statement : Code.Statements.front();
    std::string Indent = Text.indentOf(First);
    // Before the calls are changed: what they hand in may begin right behind their names.
    std::string Gives, BlockCalls, Clears;
    for (const std::string &Each : Calls.handIns(Code))
      Gives += (Gives.empty() && IsEmpty ? "" : "\n" + Indent + "  ") + Each;
    for (const std::string &Each : Calls.blockCalls(Code))
      BlockCalls += "\n" + Indent + Each + ";";
    for (const std::string &Each : Calls.clears(Code))
      Clears += Each + ";\n" + Indent;
    Calls.print(Code, guard().empty() && Code.Flow.Leaves.empty());
    LoopText Loop = spanLoop(Node);
    StripText Rounds = {Loop.Open, lambda(), "", ""};
    if (Strip && !Plan.Tracked.count(&Code)) {
      Rounds = stripText(*Strip, Plan, Text);
      Loop.Close = stripClose(Plan, Code, guard());
    }
    std::string Open = Clears + Rounds.Open + Rounds.Lambda + "\n";
    if (!Loop.First.empty())
      Open += Indent + "  " + Loop.First + "\n";
    for (const std::string &Line : Variables.linesFor(Code))
      Open += Indent + "  " + Line + "\n";
    if (IsEmpty) {
      Text.before(First, Open + Indent + "  " + Gives + "\n" + Indent + "}" + Loop.Close + ";" + BlockCalls +
                             "\n" + Indent);
      return;
    }
    if (!Rounds.First.empty())
      Open += Indent + "  " + Rounds.First + "\n";
    Text.before(First, Open + Indent + "  ");
    Text.indent(Code.Statements.front(), Code.Statements.back());
    if (isSpan(Node)) // the loop has asked
      Text.replace(cast<IfStmt>(Code.Statements.front())->getCond(), "true");
    for (const Stmt *S : Code.Statements)
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        Text.after(S, Variables.keptOf(Declared, Code));
    for (const Stmt *Leave : Code.Flow.Leaves)
      printLeave(Leave);
    std::string Close = Rounds.Last + Gives + "\n" + Indent + "}" + Loop.Close + ";";
    MayHaveReturned |= returns(Node);
    if (Node.LosesThreads && !Plan.Live.empty())
      Close += "\n" + Indent + "if (" + Plan.Live + ".isEmpty()) return;";
    for (const VarDecl *Variable : Code.Flow.Declared)
      if (Plan.CopiedOut.count(Variable))
        Close += "\n" + Indent +
                 Variables.declaration(Variable, Variable->getInit() ? Text.source(Variable->getInit()) : "");
    Text.after(Code.Statements.back(), Close + BlockCalls);
  }

  /// Takes the thread out of the mask of what it leaves.
  void printLeave(const Stmt *Leave) {
    std::string Mask = Plan.Live;
    if (const auto *Return = dyn_cast<ReturnStmt>(Leave); Return && Return->getRetValue()) {
      Text.replaceToken(Leave->getBeginLoc(),
                        "return lorcha::leaveWith(" + bit(Mask) + ", " + bit("lorchaResult") + ",");
      Text.afterToken(lastToken(Return->getRetValue()), ")");
      return;
    }
    if (!isa<ReturnStmt>(Leave))
      for (const Region *Target : llvm::reverse(Targets)) {
        if (Target->Kind == RegionKind::Switch)
          continue;
        Mask = isa<BreakStmt>(Leave) ? Plan.Masks.at(Target) : Plan.Rounds.at(Target);
        break;
      }
    if (!Mask.empty())
      Text.replaceToken(Leave->getBeginLoc(), "return lorcha::leave(" + bit(Mask) + ")");
  }

  SourceLocation lastToken(const Expr *E) const {
    return State.SM.getExpansionRange(E->getEndLoc()).getEnd();
  }

  void printBarrier(const Region &Node) {
    const auto *Call = cast<CallExpr>(withoutCleanups(Node.Statement)->IgnoreParens());
    const FunctionDecl *Callee = Call->getDirectCallee();
    bool KeepsText = !isa<CXXMethodDecl>(Callee) && llvm::is_contained(Plan.Barriers, Callee->getName());
    if (!KeepsText)
      Text.replace(Node.Statement, Node.IsForGrid ? "lorcha::endGridRegion()" : "lorcha::endRegion()");
  }

  void printBody(const Region &Body, const std::string &First) {
    if (const auto *Compound = dyn_cast<CompoundStmt>(Body.Statement)) {
      if (!First.empty())
        Text.afterBrace(Compound, " " + First);
      print(Body);
      return;
    }
    Text.before(Body.Statement, "{ " + First);
    print(Body);
    Text.after(Body.Statement, " }");
  }

  void printIf(const Region &Node) {
    const auto *If = cast<IfStmt>(Node.Statement);
    if (Node.Head != HeadKind::Block)
      Text.replace(If->getCond(), question(Node));
    bool IsMasked = Node.Head == HeadKind::Masked;
    if (IsMasked) {
      MaskNames.push_back(Plan.Masks.at(&Node));
      Guards.push_back(bit(Plan.Masks.at(&Node)));
    }
    printBody(*Node.Children.front(), "");
    if (Node.Children.size() > 1) {
      if (IsMasked) {
        Guards.back() = "!" + Guards.back();
        Text.replaceToken(If->getElseLoc(), "if (lorcha::anyThread(lorchaBlock, " + lambda("bool") +
                                                " return " + guard() + "; }))");
      }
      printBody(*Node.Children.back(), "");
    }
    if (IsMasked)
      Guards.pop_back();
  }

  /// The value that a switch is over, given by the first thread that takes part.
  void printSelector(const Region &Node) {
    const Expr *Selector = cast<SwitchStmt>(Node.Statement)->getCond();
    std::string Type = printedType(State, Selector->getType().getUnqualifiedType()), Guard = guard();
    Text.replace(Selector, "lorcha::firstValue<" + Type +
                               ">(lorchaBlock, [&](const lorcha::RegionThread "
                               "&lorchaThread, " +
                               Type + " &lorchaSelector) {" +
                               (Guard.empty() ? "" : " if (!(" + Guard + ")) return false;") +
                               start(Node.Condition) + " lorchaSelector = " + conditionText(Node) +
                               "; return true; })");
  }

  void printLoop(const Region &Node) {
    MayHaveReturned |= returns(Node);
    if (Node.Attributes)
      Text.removeDirective(Node.Attributes);
    if (Node.Head != HeadKind::Block)
      printHead(Node);
    Targets.push_back(&Node);
    size_t Outer = Guards.size();
    std::string First;
    if (Node.Head == HeadKind::Masked) {
      Guards.push_back(bit(Plan.Masks.at(&Node)));
      MaskNames.push_back(Plan.Masks.at(&Node));
    }
    llvm::SaveAndRestore<std::string> Saved(Counter);
    if (Node.Head == HeadKind::Span) {
      Counter = counterOf(Node);
      Guards.push_back(takes(Counter));
    }
    if (Node.SkipsRounds) {
      const std::string &Round = Plan.Rounds.at(&Node);
      MaskNames.push_back(Round);
      Guards.push_back(bit(Round));
      First = Round + ".fill(true);";
    }
    auto InStrips = Plan.Regions.Strips.find(&Node);
    Strip = InStrips == Plan.Regions.Strips.end() ? nullptr : &InStrips->second;
    printBody(*Node.Children.front(), First);
    Strip = nullptr;
    Guards.resize(Outer);
    Targets.pop_back();
  }

  void printLanes(const Region &Node) {
    std::string Guard = guard();
    printLaneLoop(State, Plan, Text, Variables, Node,
                  {Node.Init.Statements.empty() ? "" : guardedThreadLoop(Node.Init),
                   Guard.empty() ? "lorcha::EveryThread()" : lambda("bool") + " return " + Guard + "; }"});
  }

  const std::string &counterOf(const Region &Loop) const {
    return Plan.counterOf(*Loop.Init.Flow.Declared.begin());
  }

  /// The head of a loop whose rounds are spans: the first thread counts for all.
  void printSpanHead(const Region &Node) {
    const auto *For = cast<ForStmt>(Node.Statement);
    const VarDecl *Variable = *Node.Init.Flow.Declared.begin();
    const std::string &Name = counterOf(Node);
    std::string Type = printedType(State, Plan.writtenAs(Variable)->getType().getUnqualifiedType());
    auto Call = [&](const char *Method, const std::string &Parameter, const ThreadCode &Code,
                    const std::string &Body) {
      return Name + "." + Method + "(lorchaBlock, [&](const lorcha::RegionThread &lorchaThread" + Parameter +
             ") {" + joined(Variables.linesFor(Code, Parameter.empty())) + " " + Body + "; })";
    };
    Text.replaceBetween(For->getLParenLoc(), For->getRParenLoc(),
                        Call("start", "", Node.Init,
                             "return static_cast<" + Type + ">(" + Text.source(Variable->getInit()) + ")") +
                            "; " + Call("any", "", Node.Condition, "return " + conditionText(Node)) + "; " +
                            Call("step", ", " + Type + " &" + Variable->getNameAsString(), Node.Increment,
                                 Text.source(For->getInc())));
  }

  void printHead(const Region &Node) {
    if (Node.Head == HeadKind::Span)
      return printSpanHead(Node);
    std::string Start = loopStart(Node);
    // The loop's own mask decides from here on.
    size_t Outer = Guards.size();
    if (Node.Head == HeadKind::Masked)
      Guards.push_back(bit(Plan.Masks.at(&Node)));
    std::string Asked = question(Node), Step;
    if (!Node.Increment.Statements.empty())
      Step = guardedThreadLoop(Node.Increment);
    Guards.resize(Outer);
    if (const auto *For = dyn_cast<ForStmt>(Node.Statement)) {
      Text.replaceBetween(For->getLParenLoc(), For->getRParenLoc(), Start + "; " + Asked + "; " + Step);
    } else if (const auto *While = dyn_cast<WhileStmt>(Node.Statement)) {
      Text.replaceToken(While->getWhileLoc(), "for");
      Text.replace(While->getCond(), Start + "; " + Asked + "; ");
    } else {
      const auto *Do = cast<DoStmt>(Node.Statement);
      if (!Start.empty())
        Text.before(Do, Start + ";\n" + Text.indentOf(Do));
      Text.replace(Do->getCond(), Asked);
    }
  }

  CpuEmitterState &State;
  const RegionPlan &Plan;
  const std::set<unsigned> &CopiedParameters;
  bool IsKernel;
  RegionText Text;
  RegionVariables Variables;
  RegionCalls Calls;
  bool MayHaveReturned;            ///< or has not taken part in the call
  std::vector<std::string> Guards; ///< of the branches and loops around
  std::string Counter;             ///< of the innermost loop whose rounds are spans
  std::vector<std::string> MaskNames;
  std::vector<const Region *> Targets;
  const LoopStrip *Strip = nullptr; ///< of the loop right around, if it goes in strips
};

} // namespace

std::string printRegionTree(CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices, unsigned Views,
                            const std::set<unsigned> &CopiedParameters, bool IsKernel) {
  return RegionPrinter(State, Plan, Indices, Views, CopiedParameters, IsKernel).run();
}

std::string printRegions(CpuEmitterState &State, const KernelPlan &Plan) {
  return printRegionTree(State, *Plan.Regions, Plan.Context.Indices, AllViews, Plan.CopiedParameters, true);
}

} // namespace lorcha
