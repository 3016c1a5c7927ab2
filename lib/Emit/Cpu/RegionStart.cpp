// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionStart.h"

using namespace clang;

namespace lorcha {

static std::string copiedParameter(const RegionPlan &Plan, const ParmVarDecl *Parameter) {
  std::string Name = Parameter->getNameAsString();
  if (Name.empty())
    return "";
  if (const VariableSlot *Slot = Plan.slotOf(Parameter))
    return "  " + Slot->Name + ".fill(" + Name + "_arg);\n";
  return "  auto " + Name + " = " + Name + "_arg;\n";
}

/// What the threads handed in alike, as the function's own variables.
static std::string blockParameters(const RegionPlan &Plan) {
  std::string Lines;
  for (const ParmVarDecl *Parameter : Plan.Definition->parameters())
    if (Plan.Regions.Arguments.contains(Parameter) || Plan.Regions.Once.contains(Parameter)) {
      bool IsReference = isChangingReference(Parameter->getType());
      Lines += std::string("  [[maybe_unused]] auto ") + (IsReference ? "&" : "") +
               Parameter->getNameAsString() + " = " + (IsReference ? "*" : "") + "lorcha::uniform(" +
               Plan.slotOf(Parameter)->Name + ", " + Plan.Live + ");\n";
    }
  return Lines;
}

/// What of the threads is wanted behind the common start is seen from where each block's threads begin.
static RegionStartText eachText(const CpuEmitterState &State, const RegionPlan &Plan,
                                const RegionStart &Start, const std::string &Lines) {
  std::string Parameters, Slots;
  for (const VarDecl *Variable : Start.Common.Kept) {
    const std::string &Name = Plan.slotOf(Variable)->Name;
    Parameters += ", const auto &" + Name;
    Slots += ", " + Name;
  }
  std::string Open =
      "\n  lorcha::forEachJoined(lorchaBlock, [&](const lorcha::Block &lorchaBlock" + Parameters + ") {\n";
  if (Start.Indices & BlockIdx)
    Open += "  [[maybe_unused]] const " + indexType(State, "uint3") + " blockIdx = lorchaBlock.blockIdx;\n";
  return {"", llvm::StringRef(Open + Lines).rtrim().str(), "\n  }" + Slots + ");"};
}

RegionStartText regionStart(const CpuEmitterState &State, const RegionPlan &Plan, const RegionStart &Start) {
  std::string Lines, OfEach;
  for (const std::string &Barrier : Plan.Barriers)
    Lines += "  [[maybe_unused]] constexpr lorcha::RegionEnd " + Barrier + ";\n";
  for (const VariableSlot &Slot : Plan.Slots) {
    if (!Start.IsKernel && isa<ParmVarDecl>(Slot.Variable))
      continue; // the caller's
    std::string Type = printedType(State, Plan.writtenAs(Slot.Variable)->getType().getUnqualifiedType());
    if (Slot.isSplitArray())
      Type = "lorcha::OwnArray<" + Type + ">";
    bool IsOfAll = !Start.Common.Last || Start.Common.Kept.contains(Slot.Variable);
    (IsOfAll ? Lines : OfEach) += std::string("  const lorcha::") +
                                  (Slot.IsSplit ? "StructPerThread<" : "PerThread<") + Type + "> " +
                                  Slot.Name + "(LORCHA_PER_THREAD(lorchaBlock, " + Type + "));\n";
  }
  for (const VariableSlot &Counter : Plan.Counters) {
    unsigned Period = Plan.Regions.CounterPeriods.lookup(Counter.Variable);
    Lines += std::string("  lorcha::") + (Period == RowsOnward ? "RankCounter<" : "SpanCounter<") +
             printedType(State, Plan.writtenAs(Counter.Variable)->getType().getUnqualifiedType()) +
             (Period == RowsAlike || Period == RowsOnward ? "" : ", " + std::to_string(Period)) + "> " +
             Counter.Name + ";\n";
  }
  auto Mask = [&](const std::string &Name) {
    (Start.Common.Last ? OfEach : Lines) +=
        "  const lorcha::ThreadMask " + Name + "(LORCHA_PER_THREAD(lorchaBlock, unsigned char));\n";
  };
  if (Start.IsKernel)
    for (unsigned Index : Start.CopiedParameters)
      Lines += copiedParameter(Plan, Plan.Definition->getParamDecl(Index));
  else
    Lines += blockParameters(Plan) + (Plan.Regions.LosesThreads ? "  " + Plan.Live + ".mayLose();\n" : "");
  if (!Plan.Live.empty() && Start.IsKernel) {
    Mask(Plan.Live);
    Lines += "  " + Plan.Live + ".fill(true);\n";
  }
  for (const std::string &Name : Start.Masks)
    Mask(Name);
  if (!Start.Common.Last)
    return {Lines + Start.CallStorage, "", ""};
  RegionStartText Result = eachText(State, Plan, Start, OfEach + Start.CallStorage);
  Result.Head = Lines;
  return Result;
}

} // namespace lorcha
