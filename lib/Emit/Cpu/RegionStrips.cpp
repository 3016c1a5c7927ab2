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

std::string stripClose(const RegionPlan &Plan, const ThreadCode &Code, const std::string &Guard) {
  std::string Slots = linearSlots(Plan, Code);
  return (Guard.empty() && Slots.empty() ? "" : ", " + guardText(Guard) + Slots) + ")";
}

StripText stripText(const LoopStrip &Strip, const RegionPlan &Plan, const RegionText &Text) {
  std::string Name = Strip.Counter->getNameAsString();
  const char *Rows = !Plan.HasRows ? "Single" : Strip.JoinsRows ? "Joined" : "Apart";
  StripText Result;
  Result.Open = "lorcha::strip<" + std::to_string(Strip.Rounds) + ", lorcha::StripRows::" + Rows +
                ">(lorchaBlock, lorcha::counterOf<" + std::to_string(Strip.Step) + ">(" + Name + ", " +
                Text.source(Strip.Bound) + "), ";
  Result.Lambda = "[&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread) {";
  Result.First = "LORCHA_ROUNDS for (int lorchaRound = 0; lorchaRound < lorchaStrip.Rounds; ++lorchaRound) { "
                 "[[maybe_unused]] const auto " +
                 Name + " = lorchaStrip.at(lorchaRound);";
  Result.Last = " }";
  return Result;
}

} // namespace lorcha
