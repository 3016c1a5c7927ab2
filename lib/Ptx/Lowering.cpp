// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An asm statement that is one plain instruction becomes an expression; any other becomes a block in which
// registers are variables:
//   asm("mov.u32 %0, %%laneid;" : "=r"(lane));     (lane) = ...;
//   asm("{ .reg .pred p; setp.lt.u32 p, %1, 4;     { unsigned lorchaR0 = 0; unsigned lorchaR1 =
//   (unsigned)(x);
//         selp.u32 %0, 1, 2, p; }"                   bool lorcha_p = 0;
//       : "=r"(y) : "r"(x));                         lorcha_p = lorcha::ptx::less(lorchaR1, 4u);
//                                                    lorchaR0 = lorcha_p ? 1u : 2u; (y) = lorchaR0; }
#include "lorcha/Ptx/Lowering.h"
#include "ControlFlow.h"
#include "InstructionPrinter.h"
#include "lorcha/Ptx/Parser.h"
#include "llvm/ADT/STLExtras.h"

namespace lorcha::ptx {

const llvm::StringRef CarryName = "lorchaCarry";

namespace {

/// The variable of a switch over basic blocks.
constexpr const char *SelectorName = "lorchaNext";

class Lowerer {
public:
  Lowerer(const AsmStatement &Asm, const Program &Tree) : Asm(Asm), Tree(Tree) {}

  LoweredAsm run() {
    if (std::optional<std::string> Text = expression()) {
      Result.Text = *Text;
      Result.IsExpression = true;
      return std::move(Result);
    }
    block();
    return std::move(Result);
  }

private:
  /// The statement as one expression; none if it needs variables.
  std::optional<std::string> expression() {
    if (Tree.Items.size() != 1 || Tree.Items[0].IsLabel || Tree.Items[0].Code.Guard)
      return std::nullopt;
    const Instruction &Code = Tree.Items[0].Code;
    ValuePrinter Values(Asm, Tree, /*AsExpression=*/true);
    InstructionPrinter Printer(Asm, Values);
    std::optional<MatchedRow> Match = Printer.choose(Code);
    if (!Match || Match->Row->Action == "branch" || Match->Row->Action == "exit")
      return std::nullopt;
    PrintedInstruction Printed = Printer.print(Code, *Match);
    if (Values.failed() || Printed.Statements.size() > 1 || Printed.DeclaresVariables || Printed.ReadsCarry ||
        !Values.evaluatesOnce())
      return std::nullopt;
    return Printed.Statements.empty() ? "(void)0" : Printed.Statements.front();
  }

  void block() {
    ValuePrinter Values(Asm, Tree, /*AsExpression=*/false);
    InstructionPrinter Printer(Asm, Values);
    std::vector<Step> Steps;
    for (const Item &Each : Tree.Items) {
      if (Each.IsLabel)
        Steps.push_back({StepKind::Label, "", "", Each.Label});
      else
        addSteps(Each.Code, Values, Printer, Steps);
      if (Values.failed()) {
        Result.Problems = Values.takeProblems();
        return;
      }
    }
    bool UsesCarry = Result.ReadsCarry || Result.LeavesCarry;
    std::string Text = "{ ";
    if (UsesCarry && !Asm.SharesCarry)
      Text += "unsigned " + CarryName.str() + " = 0; ";
    for (const std::string &Line : Values.declarations())
      Text += Line + "; ";
    if (Tree.Items.empty() && Asm.ClobbersMemory)
      Text += "lorcha::ptx::compilerBarrier(); ";
    Text += printSteps(Steps, SelectorName);
    for (const std::string &Line : Values.outputs())
      Text += Line + "; ";
    Result.Text = Text + "}";
  }

  void addSteps(const Instruction &Code, ValuePrinter &Values, InstructionPrinter &Printer,
                std::vector<Step> &Steps) {
    std::optional<MatchedRow> Match = Printer.choose(Code);
    if (!Match)
      return;
    std::string Guard = Code.Guard ? Values.value(*Code.Guard, Type::Pred, false, Code) : "";
    if (Match->Row->Action == "branch") {
      if (Code.Operands[0].Kind != OperandKind::Label)
        return Values.fail(DiagId::PtxOperand, Code.Operands[0].Offset, Code.name(), "a label is expected");
      Steps.push_back({StepKind::Branch, "", Guard, Code.Operands[0].Index});
      return;
    }
    std::string Text;
    if (Match->Row->Action == "exit") {
      if (!Asm.IsInKernel)
        return Values.fail(DiagId::InlinePtx, Code.Offset, Code.name(), " outside of a kernel's own body");
      Text = "return;";
    } else {
      PrintedInstruction Printed = Printer.print(Code, *Match);
      bool IsAlways = Guard.empty() && !HasBranches;
      Result.ReadsCarry |= Printed.ReadsCarry && !CarryIsOwn;
      Result.LeavesCarry |= Printed.WritesCarry;
      CarryIsOwn |= Printed.WritesCarry && IsAlways;
      for (const std::string &Line : Printed.Statements)
        Text += (Text.empty() ? "" : " ") + Line + ";";
      if (Printed.DeclaresVariables && Guard.empty())
        Text = "{ " + Text + " }";
    }
    Steps.push_back(
        {StepKind::Statement, Guard.empty() ? Text : "if (" + Guard + ") { " + Text + " }", "", 0});
  }

  const AsmStatement &Asm;
  const Program &Tree;
  LoweredAsm Result;
  bool CarryIsOwn = false; ///< something before has written it for certain
  bool HasBranches = llvm::any_of(Tree.Items, [](const Item &Each) { return Each.IsLabel; });
};

} // namespace

LoweredAsm lower(const AsmStatement &Asm) {
  std::vector<std::string> Names;
  for (const Argument &Each : Asm.Arguments)
    Names.push_back(Each.Name);
  LoweredAsm Failed;
  Program Tree = parse(Asm.Text, Names, Failed.Problems);
  if (!Failed.Problems.empty())
    return Failed;
  return Lowerer(Asm, Tree).run();
}

} // namespace lorcha::ptx
