// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionStrips.h"
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

StripText stripText(const LoopStrip &Strip, const RegionPlan &Plan, const ThreadCode &Code,
                    const RegionText &Text, const RegionVariables &Variables, const std::string &Guard) {
  std::string Name = Strip.Counter->getNameAsString(), Slots, Parameters;
  std::string Counter =
      "lorcha::counterOf<" + std::to_string(Strip.Step) + ">(" + Name + ", " + Text.source(Strip.Bound) + ")";
  StripText Result;
  Result.Open = (Strip.TileUnits ? "lorcha::tile<" : "lorcha::strip<") + std::to_string(Strip.Rounds) + ", ";
  if (Strip.TileUnits) {
    Result.Open +=
        std::to_string(Strip.TileUnits) + ", lorcha::TileShape::" + (Plan.HasRows ? "Rows" : "Row");
    for (const VarDecl *Variable : Plan.Regions.variablesOf(Code).Kept) {
      Parameters += ", " + Variables.parameter(Variable);
      Slots += ", " + Plan.slotOf(Variable)->Name;
    }
  } else {
    Result.Open += std::string("lorcha::StripRows::") + (Plan.HasRows ? "Apart" : "Single");
    Slots = linearSlots(Plan, Code);
  }
  Result.Open += ">(lorchaBlock, " + Counter + ", ";
  Result.Lambda =
      "[&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread" + Parameters + ") {";
  if (Strip.TileUnits && Variables.usesBlockDim())
    Result.Lambda += " [[maybe_unused]] const auto blockDim = lorchaStrip.blockDim(lorchaBlock);";
  Result.First = "LORCHA_ROUNDS for (int lorchaRound = 0; lorchaRound < lorchaStrip.Rounds; ++lorchaRound) { "
                 "[[maybe_unused]] const auto " +
                 Name + " = lorchaStrip.at(lorchaRound);";
  Result.Last = " }";
  Result.Close = (Guard.empty() && Slots.empty() ? "" : ", " + guardText(Guard) + Slots) + ")";
  return Result;
}

} // namespace lorcha
