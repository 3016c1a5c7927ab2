// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//   @p bra L;  A;  L:             if (!(p)) { A }
//   @p bra L;  A;  bra M;  L: B; M:   if (!(p)) { A } else { B }
//   L:  A;  @p bra L;             do { A } while (p);
#include "ControlFlow.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <map>
#include <optional>

namespace lorcha::ptx {

namespace {

class Structurer {
public:
  explicit Structurer(llvm::ArrayRef<Step> Steps) : Steps(Steps) {
    for (size_t I = 0; I < Steps.size(); ++I)
      if (Steps[I].Kind == StepKind::Label)
        Places[Steps[I].Label] = I;
  }

  /// None if the branches do not nest.
  std::optional<std::string> run() {
    std::string Text = range(0, Steps.size());
    return Failed ? std::nullopt : std::optional(Text);
  }

private:
  size_t target(size_t Branch) const { return Places.find(Steps[Branch].Label)->second; }
  bool isBranch(size_t I) const { return Steps[I].Kind == StepKind::Branch; }

  /// Whether no branch crosses the ends of [Begin, End), but to End itself, and from Allowed.
  bool isClosed(size_t Begin, size_t End, size_t Allowed) const {
    for (size_t I = 0; I < Steps.size(); ++I) {
      if (!isBranch(I) || I == Allowed)
        continue;
      bool IsFromInside = I >= Begin && I < End, IsToInside = target(I) >= Begin && target(I) < End;
      if (IsFromInside ? !(IsToInside || target(I) == End) : IsToInside)
        return false;
    }
    return true;
  }

  std::string range(size_t Begin, size_t End) {
    std::string Text;
    for (size_t I = Begin; I < End && !Failed;) {
      if (Steps[I].Kind == StepKind::Statement)
        Text += Steps[I++].Text + " ";
      else if (Steps[I].Kind == StepKind::Label)
        I = label(I, End, Text);
      else
        I = branch(I, End, Text);
    }
    return Text;
  }

  size_t label(size_t At, size_t End, std::string &Text) {
    size_t Last = At;
    for (size_t I = At; I < Steps.size(); ++I)
      if (isBranch(I) && target(I) == At)
        Last = I;
    if (Last == At)
      return At + 1;
    // Other branches to the loop's head would continue it: they are not there if [At, Last) is closed.
    bool IsLoop =
        Last < End && isClosed(At + 1, Last, Last) &&
        llvm::none_of(llvm::seq<size_t>(At, Last), [&](size_t I) { return isBranch(I) && target(I) == At; });
    if (!IsLoop) {
      Failed = true;
      return End;
    }
    std::string Condition = Steps[Last].Condition.empty() ? "true" : Steps[Last].Condition;
    Text += "do { " + range(At + 1, Last) + "} while (" + Condition + "); ";
    return Last + 1;
  }

  size_t branch(size_t At, size_t End, std::string &Text) {
    size_t To = target(At);
    if (To <= At || To > End) {
      Failed = true;
      return End;
    }
    if (Steps[At].Condition.empty() && To == At + 1)
      return To;
    std::string Condition = Steps[At].Condition.empty() ? "false" : "!(" + Steps[At].Condition + ")";
    // An unconditional branch in front of the label leads around the other arm.
    size_t Leave = To - 1;
    bool IsOnlyWay = llvm::none_of(llvm::seq<size_t>(0, Steps.size()),
                                   [&](size_t I) { return isBranch(I) && I != At && target(I) == To; });
    if (IsOnlyWay && Leave > At && isBranch(Leave) && Steps[Leave].Condition.empty() && target(Leave) > To &&
        target(Leave) <= End && isClosed(At + 1, Leave, Leave) && isClosed(To + 1, target(Leave), Leave)) {
      Text += "if (" + Condition + ") { " + range(At + 1, Leave) + "} else { " +
              range(To + 1, target(Leave)) + "} ";
      return target(Leave);
    }
    if (!isClosed(At + 1, To, At)) {
      Failed = true;
      return End;
    }
    Text += "if (" + Condition + ") { " + range(At + 1, To) + "} ";
    return To;
  }

  llvm::ArrayRef<Step> Steps;
  std::map<unsigned, size_t> Places;
  bool Failed = false;
};

/// Each basic block is a case, and ends with the number of the next one.
std::string printSwitch(llvm::ArrayRef<Step> Steps, const std::string &Selector) {
  std::vector<std::vector<const Step *>> Blocks(1);
  std::map<unsigned, size_t> BlockOf;
  for (const Step &Each : Steps) {
    if (Each.Kind == StepKind::Label) {
      if (!Blocks.back().empty())
        Blocks.emplace_back();
      BlockOf[Each.Label] = Blocks.size() - 1;
      continue;
    }
    Blocks.back().push_back(&Each);
    if (Each.Kind == StepKind::Branch)
      Blocks.emplace_back();
  }
  std::string End = std::to_string(Blocks.size());
  std::string Text =
      "for (int " + Selector + " = 0; " + Selector + " != " + End + ";) { switch (" + Selector + ") { ";
  for (size_t I = 0; I < Blocks.size(); ++I) {
    Text += "case " + std::to_string(I) + ": ";
    std::string Next = std::to_string(I + 1);
    for (const Step *Each : Blocks[I]) {
      if (Each->Kind == StepKind::Statement) {
        Text += Each->Text + " ";
        continue;
      }
      std::string Target = std::to_string(BlockOf[Each->Label]);
      Next = Each->Condition.empty() ? Target : "(" + Each->Condition + ") ? " + Target + " : " + Next;
    }
    Text += Selector + " = " + Next + "; break; ";
  }
  return Text + "} } ";
}

} // namespace

std::string printSteps(llvm::ArrayRef<Step> Steps, const std::string &Selector) {
  if (std::optional<std::string> Text = Structurer(Steps).run())
    return *Text;
  return printSwitch(Steps, Selector);
}

} // namespace lorcha::ptx
