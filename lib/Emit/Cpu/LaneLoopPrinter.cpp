// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The user's loop becomes a function that makes one round of one thread and says whether it goes on:
//   while (x < limit) {         lorcha::lanes(lorchaBlock, lorcha::EveryThread(),
//     if (x == y) break;            [&](const lorcha::LaneThread &lorchaThread, float &x) -> bool {
//     x = f(x);                   if (!(x < limit)) return false; {
//   }                             if (x == y) return false;
//                                 x = f(x);
//                               } return true; }, lorcha::LinearSlots<>(), x_t);
#include "LaneLoopPrinter.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// The text of one round as a function's body.
class RoundPrinter {
public:
  /// Open: up to the function's '{'. Close: behind its last statement. IsPlain: the condition is handed on.
  RoundPrinter(RegionText &Text, std::string Open, std::string Close, std::string Indent,
               bool IsPlain = false)
      : Text(Text), Open(std::move(Open)), Close(std::move(Close)), Indent(std::move(Indent)),
        Ask(IsPlain ? "if (!lorchaTakes" : "if (!") {}

  void print(const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      printFor(For);
    else if (const auto *While = dyn_cast<WhileStmt>(Loop))
      printWhile(While);
    else
      printDo(cast<DoStmt>(Loop));
  }

private:
  void printFor(const ForStmt *For) {
    std::string Increment = For->getInc() ? Text.source(For->getInc()) : "";
    std::string Condition = For->getCond() ? Text.source(For->getCond()) : "true";
    printLeaves(For->getBody(), Increment.empty() ? "true" : "(" + Increment + "), true");
    Text.replaceToken(For->getForLoc(), Open + Ask);
    Text.replaceBetween(For->getLParenLoc(), For->getRParenLoc(), Condition);
    Text.afterToken(For->getRParenLoc(), ") return false;");
    Text.indent(For->getBody(), For->getBody());
    Text.after(For,
               "\n" + Indent + "  " + (Increment.empty() ? "" : Increment + "; ") + "return true;" + Close);
  }

  void printWhile(const WhileStmt *While) {
    printLeaves(While->getBody(), "true");
    Text.replaceToken(While->getWhileLoc(), Open + Ask);
    Text.afterToken(While->getRParenLoc(), ") return false;");
    Text.indent(While->getBody(), While->getBody());
    Text.after(While, "\n" + Indent + "  return true;" + Close);
  }

  void printDo(const DoStmt *Do) {
    printLeaves(Do->getBody(), "static_cast<bool>(" + Text.source(Do->getCond()) + ")");
    Text.replaceToken(Do->getDoLoc(), Open);
    Text.replaceToken(Do->getWhileLoc(), "return static_cast<bool>");
    Text.indent(Do->getBody(), Do->getBody());
    Text.after(Do, Close);
  }

  /// GoOn: what a thread returns that goes on to the next round.
  void printLeaves(const Stmt *Body, const std::string &GoOn) {
    for (const Stmt *Leave : variableFlow({Body}).Leaves)
      Text.replaceToken(Leave->getBeginLoc(), "return " + (isa<BreakStmt>(Leave) ? "false" : GoOn));
  }

  RegionText &Text;
  std::string Open, Close, Indent;
  const char *Ask; ///< before the condition in front of a round
};

class LaneLoopPrinter {
public:
  LaneLoopPrinter(const CpuEmitterState &State, const RegionPlan &Plan, RegionText &Text,
                  const RegionVariables &Variables, const Region &Node)
      : State(State), Plan(Plan), Text(Text), Variables(Variables), Node(Node),
        Indent(Text.indentOf(Node.Statement)) {}

  void run(const LaneLoopStart &Start) {
    sortVariables();
    if (Node.Attributes)
      Text.removeDirective(Node.Attributes);
    if (!Start.Init.empty())
      Text.before(Node.Statement, Start.Init + ";\n" + Indent);
    RoundPrinter(Text, open(Start.Guard), close(), Indent, Node.IsPlain).print(Node.Statement);
  }

private:
  /// Which variables are handed to a round, and which of those that it only reads may rise from thread to
  /// thread. What a reference parameter stands for, and objects that are only read, stay where they lie.
  void sortVariables() {
    CodeVariables All = Plan.Regions.variablesOf(Node.Code);
    for (const VariableSet *Set : {&All.Restored, &All.Kept})
      for (const VarDecl *Variable : *Set) {
        bool IsRead = !Node.Code.Flow.Written.contains(Variable);
        if ((isa<ParmVarDecl>(Variable) && isChangingReference(Variable->getType())) ||
            (IsRead && (Variable->getType().getNonReferenceType()->isRecordType() ||
                        Variable->getType()->isArrayType())))
          continue;
        bool IsLinear = Plan.Regions.Linear.contains(Variable) && IsRead;
        (IsLinear ? Linear : Handed).insert(Variable);
      }
  }

  std::string typeOf(const VarDecl *Variable) const {
    return printedType(State, Plan.writtenAs(Variable)->getType().getNonReferenceType().getUnqualifiedType());
  }

  std::string open(const std::string &Guard) const {
    std::string Result = "lorcha::lanes(lorchaBlock, " + Guard +
                         (Node.IsPlain ? ", lorcha::PlainRound(" : ", ") +
                         "[&](const lorcha::LaneThread &lorchaThread" +
                         (Node.IsPlain ? ", [[maybe_unused]] lorcha::RoundCondition &lorchaTakes" : "");
    for (const VarDecl *Variable : Handed)
      Result +=
          ", " + (Variable->getType()->isArrayType() ? Variables.parameter(Variable)
                                                     : typeOf(Variable) + " &" + Variable->getNameAsString());
    Result += ") -> bool {\n";
    for (const std::string &Line : Variables.linesFor(Node.Code, true, Handed))
      Result += Indent + "  " + Line + "\n";
    if (Node.Counter.Variable)
      Result += Indent + "  " + counted() + "\n";
    return Result + Indent + "  ";
  }

  /// All threads in the loop have made equally many rounds: compilers see one address, or neighbouring ones.
  std::string counted() const {
    std::string Type = typeOf(Node.Counter.Variable);
    return (Node.countsOwnVariable() ? Type + " " : "") +
           counterInRound(Node.Counter, Type, Text.source(Node.Counter.Start), "lorchaThread.Round");
  }

  std::string close() const {
    std::string Result = "\n" + Indent + (Node.IsPlain ? "})" : "}") + ", lorcha::LinearSlots" +
                         (Linear.empty() ? "<>" : "") + "(";
    const char *Separator = "";
    for (const VarDecl *Variable : Linear) {
      Result += Separator + Plan.slotOf(Variable)->Name;
      Separator = ", ";
    }
    Result += ")";
    for (const VarDecl *Variable : Handed)
      Result += ", " + Plan.slotOf(Variable)->Name;
    return Result + ");";
  }

  const CpuEmitterState &State;
  const RegionPlan &Plan;
  RegionText &Text;
  const RegionVariables &Variables;
  const Region &Node;
  std::string Indent;
  VariableSet Handed, Linear;
};

} // namespace

std::string counterInRound(const LoopCounter &Counter, const std::string &Type, const std::string &Start,
                           const std::string &Round) {
  std::string Cast = "static_cast<" + Type + ">(";
  return Counter.Variable->getNameAsString() + " = " + Cast + "(" + Start + ") + " + Cast + Round + ") * " +
         Cast + std::to_string(Counter.Step) + "));";
}

std::string earlyRead(const CpuEmitterState &State, const EarlyRead &Read, const char *Prefix) {
  auto Source = [&](const Expr *E) { // as the user wrote it: the place of the read has another text now
    return Lexer::getSourceText(CharSourceRange::getTokenRange(E->getSourceRange()), State.SM,
                                State.Unit.language())
        .str();
  };
  std::string Type = printedType(State, Read.Counter.Variable->getType().getUnqualifiedType());
  return "const " + Type + " " +
         counterInRound(Read.Counter, Type, Source(Read.Counter.Start), "lorchaRound") + " return " + Prefix +
         Source(Read.Element) + ";";
}

void printLaneLoop(const CpuEmitterState &State, const RegionPlan &Plan, RegionText &Text,
                   const RegionVariables &Variables, const Region &Node, const LaneLoopStart &Start) {
  LaneLoopPrinter(State, Plan, Text, Variables, Node).run(Start);
}

/// The hints (`#pragma unroll`) before the loop that begins there; null if it has none.
static const AttributedStmt *hintAt(const Stmt *S, SourceLocation Loop) {
  const auto *Hint = dyn_cast_or_null<AttributedStmt>(S);
  if (!S || (Hint && Hint->getSubStmt()->getBeginLoc() == Loop))
    return Hint;
  for (const Stmt *Child : S->children())
    if (const AttributedStmt *Found = hintAt(Child, Loop))
      return Found;
  return nullptr;
}

/// `for (int k = 0; k < 4 && x; ++k)` becomes `{ int k = 0; lorcha::rounds<5>([&]() -> bool { ... }); }`: the
/// last round finds the condition false. What threads inside of a rim read early is read in front of it.
void printShortLoops(CpuEmitterState &State, const KernelPlan &Plan) {
  if (Plan.ShortLoops.empty())
    return;
  const Stmt *Body = Plan.Model->Declaration->getBody();
  RegionText Text(State, Body, AllViews);
  unsigned Number = 0;
  for (const auto &[For, Most, Reads] : Plan.ShortLoops) {
    std::string Early;
    for (const EarlyRead &Read : Reads) {
      std::string Name = "lorchaRead" + std::to_string(++Number);
      Early += " const auto " + Name + " = lorcha::readEarly<" + std::to_string(Read.Rounds) +
               ">(lorchaIsInner, lorchaMarks[lorchaThread], [&](unsigned lorchaRound) { " +
               earlyRead(State, Read, "") + " });";
      Text.replace(Read.Element, Name + "(lorchaRound)");
    }
    if (const AttributedStmt *Hint = hintAt(Body, For->getBeginLoc()))
      Text.removeDirective(Hint);
    std::string Init = For->getInit() ? Text.source(For->getInit()) : "";
    if (!llvm::StringRef(Init).rtrim().ends_with(";"))
      Init += ";";
    RoundPrinter(Text,
                 "{ " + Init + Early + " lorcha::rounds<" + std::to_string(Most + 1) + ">([&](" +
                     (Early.empty() ? "" : "unsigned lorchaRound") + ") -> bool { ",
                 " }); }", Text.indentOf(For))
        .print(For);
  }
  Text.flush();
}

void printUnrolledLoops(CpuEmitterState &State, const FunctionPlan &Plan) {
  for (const ForStmt *For : Plan.Unrolled)
    State.Edits.insertBefore(For->getForLoc(), "LORCHA_UNROLLED ");
}

} // namespace lorcha
