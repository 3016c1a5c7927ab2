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
#include "AbreastText.h"
#include "CpuEmitter.h"
#include "LaneLoopPrinter.h"
#include "LastingText.h"
#include "RegionLoops.h"
#include "RegionStart.h"
#include "RegionStrips.h"
#include "RegionWarps.h"
#include "RimText.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"
#include <utility>

using namespace clang;

namespace lorcha {

namespace {

class RegionPrinter {
public:
  /// CopiedParameters: those of a kernel that threads may change. Kernel: null for device functions.
  RegionPrinter(CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices, unsigned Views,
                const std::set<unsigned> &CopiedParameters, const KernelPlan *Kernel)
      : State(State), Plan(Plan), CopiedParameters(CopiedParameters), Kernel(Kernel),
        Common(Kernel ? Kernel->Start : NoStart), Indices(Indices),
        Text(State, Plan.Definition->getBody(), Views), Variables(State, Plan, Indices, Text),
        Calls(State, Plan, Text), Taking{!Kernel, {}, {}}, Loops(State, Plan, Text, Variables, Calls, Taking),
        Abreast(Plan, Variables) {}

  std::string run() {
    for (const SharedCopy &Copy : Plan.Regions.Copies)
      for (const DeclRefExpr *Mention : Copy.Columns)
        Text.replaceToken(Mention->getLocation(), Plan.SharedCopies.at(Copy.Array));
    printBlockQuestions(Plan.Definition->getBody());
    findFetches(); // before the text changes
    print(*Plan.Regions.Root);
    RegionStartText Start = regionStart(
        State, Plan, {CopiedParameters, Kernel != nullptr, MaskNames, Calls.storage(), Common, Indices});
    if (Common.Last) {
      Text.after(lastOf(*Common.Last), Start.OpenEach);
      Text.after(lastOf(*Plan.Regions.Root->Children.back()), Start.CloseEach);
    }
    Text.flush();
    return Start.Head;
  }

private:
  struct Fetch {
    std::string Text;
    bool IsJoint; ///< for all blocks that run abreast
  };

  /// Between the loops over threads there are no groups, only their classes: `block.size()` becomes
  /// `cooperative_groups::thread_block::size(lorchaBlock)`.
  void printBlockQuestions(const Stmt *S) {
    if (const auto *Call = dyn_cast_or_null<CallExpr>(S); Call && isBlockQuestion(Call, Plan.Definition)) {
      const auto *Method = cast<CXXMethodDecl>(Call->getDirectCallee());
      QualType Class = State.Unit.ast().getRecordType(Method->getParent());
      Text.replace(Call, printedType(State, Class) + "::" + Method->getNameAsString() +
                             (Method->getNumParams() == 0 ? "()" : "(lorchaBlock)"));
    } else if (S) {
      for (const Stmt *Child : S->children())
        printBlockQuestions(Child);
    }
  }

  /// What the block asks for ahead of time.
  void findFetches() {
    for (const auto &[Loop, Loads] : Plan.Regions.LoadsOfRounds)
      Fetches[Loads.Last].push_back({Loops.nextRound(*Loop, Loads), areJoint(Loads.Elements)});
    if (const FirstLoads &First = Plan.Regions.First; First.Last && Kernel)
      Fetches[First.Last].push_back({Loops.firstLoads(Kernel->Lasting.Next), areJoint(First.Elements)});
  }
  bool areJoint(llvm::ArrayRef<ElementAhead> Elements) const {
    return llvm::all_of(Elements, [&](const ElementAhead &Each) {
      return Plan.Abreast.JointElements.count(Each.Element) != 0;
    });
  }

  bool returns(const Region &Node) const {
    return !Plan.Live.empty() &&
           ((Node.Kind == RegionKind::Threads && Node.LosesThreads) ||
            llvm::any_of(Node.Children, [&](const auto &Child) { return returns(*Child); }));
  }

  // --- The tree

  void print(const Region &Node) {
    switch (Node.Kind) {
    case RegionKind::Threads:
      return printThreads(Node);
    case RegionKind::Once:
      return printOnce(Node);
    case RegionKind::Barrier:
      return printBarrier(Node);
    case RegionKind::Sequence:
      return printSequence(Node);
    case RegionKind::If:
      return printIf(Node);
    case RegionKind::Loop:
      return printLoop(Node);
    case RegionKind::Lanes:
      return printLanes(Node);
    case RegionKind::Switch:
      if (Node.Head == HeadKind::Thread)
        Text.replace(cast<SwitchStmt>(Node.Statement)->getCond(), Loops.selector(Node));
      Targets.push_back(&Node);
      print(*Node.Children.front());
      Targets.pop_back();
      return;
    }
  }

  void printSequence(const Region &Node) {
    const Region *Last = nullptr; // of the group of warps that is open
    std::string Close, Behind;    // what is declared in a group and wanted behind it
    std::vector<Fetch> Asked;
    for (const std::unique_ptr<Region> &Child : Node.Children) {
      if (auto Group = Plan.Regions.Warps.find(Child.get()); Group != Plan.Regions.Warps.end()) {
        WarpText Around = warpText(Group->second, Plan, Loops.guard());
        const Stmt *First = firstOf(*Child);
        Text.before(First, Around.Open + "\n" + Text.indentOf(First));
        Last = Group->second.Last;
        Close = "\n" + Text.indentOf(First) + Around.Close;
        Behind.clear();
      }
      print(*Child);
      if (Child->Kind == RegionKind::Threads)
        Behind += Copies;
      if (Child.get() == Last) {
        Text.after(lastOf(*Child), Close + Behind);
        Last = nullptr;
      }
      if (auto Known = Fetches.find(Child.get()); Known != Fetches.end())
        llvm::append_range(Asked, Known->second);
      if (Last)
        continue;
      for (const Fetch &Each : std::exchange(Asked, {}))
        Text.after(lastOf(*Child), "\n" + Text.indentOf(lastOf(*Child)) +
                                       (Each.IsJoint ? Each.Text : Abreast.around(Each.Text)));
    }
  }

  void printThreads(const Region &Node) {
    const ThreadCode &Code = Node.Code;
    bool IsEmpty = Code.Statements.empty();
    const Stmt *First = firstOf(Node);
    Copies.clear();
    std::string Indent = Text.indentOf(First);
    // Before the calls are changed: what they hand in may begin right behind their names.
    std::string Gives, BlockCalls, Clears;
    bool IsFull = Loops.guard().empty() && Code.Flow.Leaves.empty() && !Loops.isSpan(Node);
    for (const std::string &Each : Calls.handIns(Code, IsFull))
      Gives += (Gives.empty() && IsEmpty ? "" : "\n" + Indent + "  ") + Each;
    for (const std::string &Each : Calls.blockCalls(Code, IsFull))
      BlockCalls += "\n" + Indent + Each + ";";
    for (const std::string &Each : Calls.clears(Code, IsFull))
      Clears += Each + ";\n" + Indent;
    for (const SharedCopy &Copy : Plan.Regions.Copies) {
      const std::string &Name = Plan.SharedCopies.at(Copy.Array);
      if (Copy.Readers.count(&Code))
        Clears += Name + ".update(" + Copy.Array->getNameAsString() + blocksOf(Copy.Array) + ");\n" + Indent;
      if (Copy.Writers.count(&Code))
        BlockCalls += "\n" + Indent + unlessLasting(Kernel, Copy.Array) + Name + ".outdate();";
    }
    Calls.print(Code, IsFull);
    LoopText Loop = Loops.around(Node);
    Taking.Loads = nullptr;
    const Rim *Known = Loops.rimOf(Node);
    const Butterfly *Wings = Loops.butterflyOf(Node);
    StripText Rounds = {Loop.Open,
                        Known   ? rimLambda()
                        : Wings ? butterflyLambda()
                                : threadLambda(),
                        "", "", Loop.Close};
    bool InTiles = false;
    if (Taking.Strip && !Plan.Tracked.count(&Code)) {
      Rounds = stripText(*Taking.Strip, Plan, Code, Text, Variables, Loops.guard());
      InTiles = Taking.Strip->TileUnits != 0;
    }
    const bool IsApart = Abreast && !InTiles && !Plan.Abreast.Joint.count(&Code); // each block by itself
    std::string Open =
        Clears + (IsApart ? Abreast.open() + "\n" + Indent : "") + Rounds.Open + Rounds.Lambda + "\n";
    const std::string Apart = IsApart ? "\n" + Indent + Abreast.close() : "";
    if (!Loop.First.empty())
      Open += Indent + "  " + Loop.First + "\n";
    const VariableSet Handed = InTiles ? Plan.Regions.variablesOf(Code).Kept : VariableSet();
    for (const std::string &Line : Variables.linesFor(Code, true, Handed))
      Open += Indent + "  " + Line + "\n";
    if (IsEmpty) {
      Text.before(First, Open + Indent + "  " + Gives + "\n" + Indent + "}" + Rounds.Close + ";" + Apart +
                             BlockCalls + "\n" + Indent);
      return;
    }
    if (!Rounds.First.empty())
      Open += Indent + "  " + Rounds.First + "\n";
    Text.before(First, Open + Indent + "  ");
    if (Known)
      markRim(Known->Tests, Code.Statements, Text);
    if (Wings)
      markElements(*Wings, Text);
    for (const Stmt *S : Code.Statements)
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        if (std::string Mark = Variables.markOf(Declared, Code); !Mark.empty())
          Text.before(S, Mark);
    Text.indent(Code.Statements.front(), Code.Statements.back());
    if (Loops.isSpan(Node)) // the loop has asked
      Text.replace(cast<IfStmt>(Code.Statements.front())->getCond(), "true");
    for (const Stmt *S : Code.Statements)
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        Text.after(S, Variables.keptOf(Declared, Code));
    printFills(Kernel, Code, Text);
    for (const Stmt *Leave : Code.Flow.Leaves)
      printLeave(Leave);
    std::string Close = Rounds.Last + Gives + "\n" + Indent + "}" + Rounds.Close + ";" + Apart;
    Taking.MayHaveReturned |= returns(Node);
    if (Node.LosesThreads && !Plan.Live.empty() && &Node != Plan.Regions.Root->Children.back().get())
      Close += "\n" + Indent + "if (!" + Plan.Live + ".settle(lorchaBlock)) return;";
    for (const VarDecl *Variable : Variables.copiedOutOf(Code)) {
      Abreast.declare(Variable);
      Copies += "\n" + Indent + (Abreast.isOwn(Variable) ? "[[maybe_unused]] " : "") +
                Variables.definition(Variable);
    }
    Close += Copies;
    Text.after(Code.Statements.back(), Close + BlockCalls);
  }

  /// An argument for how many blocks have a part of an array.
  std::string blocksOf(const VarDecl *Array) const {
    return Plan.Abreast.OwnArrays.contains(Array) ? ", " + abreastType(Plan.Abreast) + "::in(lorchaBlock)"
                                                  : "";
  }

  void printOnce(const Region &Node) {
    for (const Stmt *S : Node.Code.Statements)
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        declareOwn(Declared);
    for (const VarDecl *Variable : Node.Code.Flow.Declared)
      if (Plan.AskedOnce.count(Variable)) {
        std::string Type = Variables.typeOf(Variable);
        Text.replace(Variable->getInit(), "lorcha::askFirstThread<" + Type +
                                              ">(lorchaBlock, [&]([[maybe_unused]] const lorcha::Thread "
                                              "&lorchaThread) -> " +
                                              Type + " { return " + Text.source(Variable->getInit()) +
                                              "; })");
      }
  }

  /// The block's own value is the first one's of those abreast, and nobody asks for it.
  void declareOwn(const DeclStmt *Declared) {
    bool IsOwn = false;
    for (const Decl *D : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D)) {
        Abreast.declare(Variable);
        IsOwn |= Abreast.isOwn(Variable);
      }
    if (IsOwn && Declared->getBeginLoc().isFileID())
      Text.before(Declared, "[[maybe_unused]] ");
  }

  /// Takes the thread out of the mask of what it leaves.
  void printLeave(const Stmt *Leave) {
    std::string Mask = Plan.Live;
    if (const auto *Return = dyn_cast<ReturnStmt>(Leave); Return && Return->getRetValue()) {
      const Region &Last = *Plan.Regions.Root->Children.back();
      bool IsLast = Last.Kind == RegionKind::Threads && !Last.Code.Statements.empty() &&
                    Last.Code.Statements.back() == Leave;
      Text.replaceToken(Leave->getBeginLoc(),
                        IsLast ? "return lorcha::answerWith(" + bit("lorchaResult") + ","
                               : "return lorcha::leaveWith(" + bit(Mask) + ", " + bit("lorchaResult") + ",");
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
    const size_t Outer = Abreast.enterScope();
    if (const auto *Compound = dyn_cast<CompoundStmt>(Body.Statement)) {
      if (!First.empty())
        Text.afterBrace(Compound, " " + First);
      print(Body);
    } else {
      Text.before(Body.Statement, "{ " + First);
      print(Body);
      Text.after(Body.Statement, " }");
    }
    Abreast.leaveScope(Outer);
  }

  void printIf(const Region &Node) {
    const auto *If = cast<IfStmt>(Node.Statement);
    if (Node.Head != HeadKind::Block)
      Text.replace(If->getCond(), Loops.question(Node));
    bool IsMasked = Node.Head == HeadKind::Masked;
    if (IsMasked) {
      MaskNames.push_back(Plan.Masks.at(&Node));
      Taking.Guards.push_back(bit(Plan.Masks.at(&Node)));
    }
    printBody(*Node.Children.front(), "");
    if (Node.Children.size() > 1) {
      if (IsMasked) {
        Taking.Guards.back() = "!" + Taking.Guards.back();
        Text.replaceToken(If->getElseLoc(), "if (lorcha::anyThread(lorchaBlock, " + threadLambda("bool") +
                                                " return " + Loops.guard() + "; }))");
      }
      printBody(*Node.Children.back(), "");
    }
    if (IsMasked)
      Taking.Guards.pop_back();
  }

  void printLoop(const Region &Node) {
    Taking.MayHaveReturned |= returns(Node);
    if (Node.Attributes)
      Text.removeDirective(Node.Attributes);
    if (Node.Head != HeadKind::Block)
      printHead(Node);
    for (const auto &[First, Group] : Plan.Regions.Warps)
      if (Group.Short.count(&Node))
        Text.before(Node.Statement, "LORCHA_WARP_ROUNDS ");
    Targets.push_back(&Node);
    size_t Outer = Taking.Guards.size();
    std::string First;
    if (Node.Head == HeadKind::Masked) {
      Taking.Guards.push_back(bit(Plan.Masks.at(&Node)));
      MaskNames.push_back(Plan.Masks.at(&Node));
    }
    llvm::SaveAndRestore<std::string> Saved(Taking.Counter);
    if (Node.Head == HeadKind::Span) {
      Taking.Counter = Loops.counterOf(Node);
      Taking.Guards.push_back(takes(Taking.Counter));
    }
    if (Node.SkipsRounds) {
      const std::string &Round = Plan.Rounds.at(&Node);
      MaskNames.push_back(Round);
      Taking.Guards.push_back(bit(Round));
      First = Round + ".fill(true);";
    }
    auto InStrips = Plan.Regions.Strips.find(&Node);
    Taking.Strip = InStrips == Plan.Regions.Strips.end() ? nullptr : &InStrips->second;
    auto Loads = Plan.Regions.Loads.find(&Node);
    Taking.Loads = Loads == Plan.Regions.Loads.end() ? nullptr : &Loads->second;
    printBody(*Node.Children.front(), First);
    Taking.Strip = nullptr;
    Taking.Loads = nullptr;
    Taking.Guards.resize(Outer);
    Targets.pop_back();
  }

  void printLanes(const Region &Node) {
    std::string Guard = Loops.guard();
    printLaneLoop(
        State, Plan, Text, Variables, Node,
        {Node.Init.Statements.empty() ? "" : Loops.guardedThreadLoop(Node.Init),
         Guard.empty() ? "lorcha::EveryThread()" : threadLambda("bool") + " return " + Guard + "; }"});
  }

  void printHead(const Region &Node) {
    if (Node.Head == HeadKind::Span)
      return Text.replaceBetween(cast<ForStmt>(Node.Statement)->getLParenLoc(),
                                 cast<ForStmt>(Node.Statement)->getRParenLoc(), Loops.spanHead(Node));
    std::string Start = Loops.loopStart(Node);
    // The loop's own mask decides from here on.
    size_t Outer = Taking.Guards.size();
    if (Node.Head == HeadKind::Masked)
      Taking.Guards.push_back(bit(Plan.Masks.at(&Node)));
    std::string Asked = Loops.question(Node), Step;
    if (!Node.Increment.Statements.empty())
      Step = Loops.guardedThreadLoop(Node.Increment);
    Taking.Guards.resize(Outer);
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
  const KernelPlan *Kernel;
  const CommonStart NoStart;
  const CommonStart &Common;
  unsigned Indices;
  RegionText Text;
  RegionVariables Variables;
  RegionCalls Calls;
  TakingPart Taking;
  RegionLoops Loops;
  AbreastText Abreast;
  std::vector<std::string> MaskNames;
  std::vector<const Region *> Targets;
  /// What asks for what is loaded later, by the regions that it stands behind.
  std::map<const Region *, std::vector<Fetch>> Fetches;
  std::string Copies; ///< declarations for the block behind the last region of threads
};

} // namespace

std::string printRegionTree(CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices, unsigned Views,
                            const std::set<unsigned> &CopiedParameters, const KernelPlan *Kernel) {
  return RegionPrinter(State, Plan, Indices, Views, CopiedParameters, Kernel).run();
}

std::string printRegions(CpuEmitterState &State, const KernelPlan &Plan) {
  return printRegionTree(State, *Plan.Regions, Plan.Context.Indices, AllViews, Plan.CopiedParameters, &Plan);
}

} // namespace lorcha
