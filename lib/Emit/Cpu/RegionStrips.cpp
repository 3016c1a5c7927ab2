// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionStrips.h"
#include "AbreastText.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace lorcha {

std::string linearSlots(const RegionPlan &Plan, const ThreadCode &Code) {
  std::string Slots;
  for (const VarDecl *Variable : Plan.Regions.variablesOf(Code).Restored)
    if (Plan.Regions.Linear.contains(Variable))
      Slots += ", " + Plan.slotOf(Variable)->Name;
  return Slots;
}

std::string guardText(const std::string &Guard) {
  if (Guard.empty())
    return "lorcha::EveryThread()";
  StringRef Mask = Guard; // one alone is a guard itself
  if (Mask.consume_back("[lorchaThread]") &&
      llvm::all_of(Mask, [](char C) { return isAsciiIdentifierContinue(C); }))
    return Mask.str();
  return "[&](const lorcha::RegionThread &lorchaThread) -> bool { return " + Guard + "; }";
}

/// What the header is to know of a block's rows.
static std::string rowsText(const RegionPlan &Plan) {
  if (!Plan.HasRows)
    return "lorcha::SingleRow";
  const std::array<unsigned, 3> &Usual = Plan.UsualRows;
  return std::string(Plan.MayBeJoined ? "lorcha::JoinedRows<" : "lorcha::Rows<") +
         (Usual[0] ? std::to_string(Usual[0]) + (Plan.Abreast ? " * " + abreastCount(Plan.Abreast) : "") +
                         ", " + std::to_string(Usual[1])
                   : "") +
         ">";
}

/// A variable's steps in as many rounds as Rounds says.
static std::string stepsText(const RoundStep &Step, const std::string &Rounds, const RegionText &Text,
                             const RegionVariables &Variables) {
  std::string Type = Variables.typeOf(Step.Variable);
  return (Step.IsTakenAway ? " - " : " + ") +
         (Type == "int" ? Rounds : "static_cast<" + Type + ">(" + Rounds + ")") +
         (Step.Added ? " * (" + Text.source(Step.Added) + ")" : "");
}

StripText stripText(const LoopStrip &Strip, const RegionPlan &Plan, const ThreadCode &Code,
                    const RegionText &Text, const RegionVariables &Variables, const std::string &Guard) {
  std::string Name = Strip.Counter->getNameAsString(), Slots, Parameters;
  std::string Counter =
      "lorcha::counterOf<" + std::to_string(Strip.Step) + ">(" + Name + ", " + Text.source(Strip.Bound) + ")";
  StripText Result;
  std::string Captures = "&", Stepped, StepOn;
  for (const RoundStep &Step : Strip.Steps) {
    const std::string Own = Step.Variable->getNameAsString();
    Captures += ", lorchaBefore_" + Own + " = " + Own;
    Stepped += " [[maybe_unused]] const " + Variables.typeOf(Step.Variable) + " " + Own + " = lorchaBefore_" +
               Own + stepsText(Step, "lorchaStrip.since(lorchaRound)", Text, Variables) + ";";
    StepOn += "; " + Own + " = " + Own + stepsText(Step, "lorchaMore", Text, Variables);
  }
  if (!Strip.Steps.empty())
    Result.Open = "const int lorchaMore = ";
  Result.Open += (Strip.TileUnits ? "lorcha::tile<" : "lorcha::strip<") + std::to_string(Strip.Rounds) + ", ";
  if (Strip.TileUnits) {
    Result.Open += std::to_string(Strip.TileUnits) + ", " + rowsText(Plan);
    for (const VarDecl *Variable : Plan.Regions.variablesOf(Code).Kept) {
      Parameters += ", " + Variables.parameter(Variable);
      Slots += ", " + Plan.slotOf(Variable)->Name;
    }
  } else {
    Result.Open += std::string("lorcha::StripRows::") + (Plan.HasRows ? "Apart" : "Single");
    Slots = linearSlots(Plan, Code);
  }
  Result.Open += ">(lorchaBlock, " + Counter + ", ";
  Result.Lambda = "[" + Captures + "](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread" +
                  Parameters + ") {";
  if (Strip.TileUnits && Plan.MayBeJoined && Plan.HasRows)
    Result.Lambda += " [[maybe_unused]] const auto blockIdx = lorchaStrip.blockIdx(lorchaBlock);";
  if (Strip.TileUnits && Variables.usesBlockDim() && !Plan.Abreast)
    Result.Lambda += " [[maybe_unused]] const auto blockDim = lorchaStrip.blockDim(lorchaBlock);";
  Result.First = "LORCHA_ROUNDS for (int lorchaRound = 0; lorchaRound < lorchaStrip.Rounds; ++lorchaRound) { "
                 "[[maybe_unused]] const auto " +
                 Name + " = lorchaStrip.at(lorchaRound);" + Stepped;
  Result.Last = " }";
  Result.Close = (Guard.empty() && Slots.empty() ? "" : ", " + guardText(Guard) + Slots) + ")";
  Result.Close += StepOn;
  return Result;
}

} // namespace lorcha
