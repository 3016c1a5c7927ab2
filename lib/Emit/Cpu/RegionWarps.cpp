// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionWarps.h"
#include "RegionStrips.h"

using namespace clang;

namespace lorcha {

/// Exchanges, and storage of the variables that the group's regions use, if they are scalars: what is larger
/// stays where all threads have it.
static std::vector<std::string> itemsOf(const WarpGroup &Group, const RegionPlan &Plan) {
  std::vector<std::string> Items;
  for (const CallExpr *Call : Group.Exchanges)
    Items.push_back(Plan.Exchanges.at(Call));
  for (const VariableSlot &Slot : Plan.Slots) {
    bool IsUsed = llvm::any_of(Group.Codes, [&](const ThreadCode *Code) {
      CodeVariables Variables = Plan.Regions.variablesOf(*Code);
      return Variables.Restored.contains(Slot.Variable) || Variables.Fresh.contains(Slot.Variable) ||
             Variables.Kept.contains(Slot.Variable);
    });
    if (IsUsed && Slot.Variable->getType()->isScalarType() && !Plan.Regions.Escaping.contains(Slot.Variable))
      Items.push_back(Slot.Name);
  }
  return Items;
}

WarpText warpText(const WarpGroup &Group, const RegionPlan &Plan, const std::string &Guard) {
  WarpText Result = {"lorcha::forEachWarp(lorchaBlock, " + guardText(Guard) + ", [&](const auto &lorchaBlock",
                     "}"};
  for (const std::string &Item : itemsOf(Group, Plan)) {
    Result.Open += ", auto &" + Item;
    Result.Close += ", " + Item;
  }
  Result.Open += ") {";
  Result.Close += ");";
  return Result;
}

const Stmt *firstOf(const Region &Node) {
  bool IsOfThreads = Node.Kind == RegionKind::Threads && !Node.Code.Statements.empty();
  return IsOfThreads ? Node.Code.Statements.front() : Node.Statement;
}
const Stmt *lastOf(const Region &Node) {
  bool IsOfThreads = Node.Kind == RegionKind::Threads && !Node.Code.Statements.empty();
  return IsOfThreads ? Node.Code.Statements.back() : Node.Statement;
}

} // namespace lorcha
