// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Plans the regions of a kernel. The text is shared by all instantiations of a template, so they must be cut
// alike.
#include "RegionPlanner.h"

using namespace clang;

namespace lorcha {

const VariableSlot *RegionPlan::slotOf(const VarDecl *Variable) const {
  for (const VariableSlot &Slot : Slots)
    if (Slot.Variable == Variable)
      return &Slot;
  return nullptr;
}

const std::string &RegionPlan::counterOf(const VarDecl *Variable) const {
  return llvm::find_if(Counters, [&](const VariableSlot &Each) { return Each.Variable == Variable; })->Name;
}

const VarDecl *RegionPlan::writtenAs(const VarDecl *Variable) const {
  auto It = Written.find(Variable);
  return It == Written.end() ? Variable : It->second;
}

/// What instantiations must have in common for their text to leave tests out: each test with its place, its
/// answer, and the places of what rises and of the variables that it needs.
using RimKey = std::set<std::tuple<SourceLocation, bool, bool, std::vector<SourceLocation>>>;

static void addToKey(const Rim &Known, RimKey &Key) {
  for (const EarlyRead &Read : Known.Reads) {
    std::vector<SourceLocation> Operands = {Read.Loop->getForLoc()};
    for (const VarDecl *Variable : Read.Variables)
      Operands.push_back(Variable->getLocation());
    Key.emplace(Read.Element->getBeginLoc(), false, false, std::move(Operands));
  }
  for (const RimTest &Test : Known.Tests) {
    const Expr *Rising = Test.Test.Rising;
    std::vector<SourceLocation> Operands = {Rising ? Rising->getExprLoc() : SourceLocation()};
    for (const VarDecl *Variable : Test.Variables)
      Operands.push_back(Variable->getLocation());
    Key.emplace(Test.Test.Condition->getExprLoc(), Test.IsTrueInside, Test.IsNeeded, std::move(Operands));
  }
}

static std::pair<RimKey, RimKey> keyOfRims(const BarrierRegions &Regions) {
  std::pair<RimKey, RimKey> Key;
  for (const auto &[Node, Known] : Regions.Rims)
    addToKey(Known, Key.first);
  addToKey(Regions.WholeRim, Key.second);
  return Key;
}

/// Leaves as many rounds and units to the loops in strips as suit another instantiation, whose arrays may be
/// larger.
static void limitStrips(BarrierRegions &Regions, const BarrierRegions &Other) {
  for (auto It = Regions.Strips.begin(); It != Regions.Strips.end();) {
    const auto Same = llvm::find_if(Other.Strips, [&](const auto &Each) {
      return Each.first->Statement->getBeginLoc() == It->first->Statement->getBeginLoc();
    });
    if (Same == Other.Strips.end()) {
      It = Regions.Strips.erase(It);
      continue;
    }
    LoopStrip &Strip = It++->second;
    Strip.Rounds = std::min(Strip.Rounds, Same->second.Rounds);
    Strip.TileUnits = std::min(Strip.TileUnits, Same->second.TileUnits);
  }
}

static std::shared_ptr<RegionPlan> planOnce(const RegionPlanInput &Input, const FunctionModel &Model,
                                            RegionObstacle &Obstacle) {
  std::shared_ptr<RegionPlan> First;
  std::string FirstKey;
  size_t Known = Input.Functions.size();
  for (const FunctionDecl *Definition : definitionsOf(Model)) {
    std::string Key;
    std::shared_ptr<RegionPlan> Next = planDefinition(Input, Model, Definition, Obstacle, Key);
    if (Next && First && Key != FirstKey) {
      Obstacle = {"instantiations with different regions", Model.Declaration->getLocation()};
      Next = nullptr;
    }
    if (!Next) {
      Input.Functions.resize(Known);
      return nullptr;
    }
    if (!First) {
      First = std::move(Next);
      FirstKey = std::move(Key);
      continue;
    }
    limitStrips(First->Regions, Next->Regions);
    if (keyOfRims(First->Regions) != keyOfRims(Next->Regions)) {
      First->Regions.Rims.clear();
      First->Regions.WholeRim = {};
    }
  }
  if (!First)
    Obstacle = {"template without instantiations", Model.Declaration->getLocation()};
  return First;
}

std::shared_ptr<RegionPlan> planRegions(const RegionPlanInput &Input, const FunctionModel &Model,
                                        RegionObstacle &Obstacle) {
  std::shared_ptr<RegionPlan> Result = planOnce(Input, Model, Obstacle);
  // More is alive across what is taken apart for speed; what is in the way may be of that.
  RegionPlanInput Plain = Input;
  for (bool *Choice : {&Plain.WithFolds, &Plain.WithOpened, &Plain.WithLanes})
    if (!Result && *Choice) {
      *Choice = false;
      Result = planOnce(Plain, Model, Obstacle);
    }
  return Result;
}

} // namespace lorcha
