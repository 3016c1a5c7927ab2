// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values that take a division or a function to work out are better kept than repeated in each round of a
// loop.
#include "BlockVariables.h"
#include "lorcha/Device/PlaceQuestions.h"

using namespace clang;

namespace lorcha {

static bool isCostly(const Stmt *S, const ASTContext &Context) {
  const auto *Operation = dyn_cast<BinaryOperator>(S);
  bool Divides = Operation && (Operation->getOpcode() == BO_Div || Operation->getOpcode() == BO_Rem) &&
                 !Operation->getRHS()->isEvaluatable(Context);
  const auto *Call = dyn_cast<CallExpr>(S);
  return Divides || (Call && !isGroupQuestion(Call)) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return Child && isCostly(Child, Context); });
}

/// What code that runs many times mentions.
static void mentionedInLoops(const Region &Node, bool IsInLoop, VariableSet &Found) {
  IsInLoop |= Node.Kind == RegionKind::Lanes || Node.Kind == RegionKind::Loop;
  if (IsInLoop)
    for (const ThreadCode *Code : {&Node.Code, &Node.Condition, &Node.Increment})
      Found.insert(Code->Flow.Mentioned.begin(), Code->Flow.Mentioned.end());
  for (const std::unique_ptr<Region> &Child : Node.Children)
    mentionedInLoops(*Child, IsInLoop, Found);
}

/// The variable and the repeated ones whose values need it, and so would need it kept.
static VariableSet withDependents(const VarDecl *Variable, const BarrierRegions &Regions) {
  VariableSet Result;
  Result.insert(Variable);
  for (const VarDecl *Other : Regions.Repeated) // each behind those that it needs
    if (llvm::any_of(variableFlow(Regions.valueOf(Other)).Mentioned,
                     [&](const VarDecl *Operand) { return Result.contains(Operand); }))
      Result.insert(Other);
  return Result;
}

void keepCostlyValues(BarrierRegions &Regions, const LoopOrder &Order) {
  VariableSet InLoops, Kept;
  mentionedInLoops(*Regions.Root, false, InLoops);
  for (const VarDecl *Variable : Regions.Repeated) {
    std::vector<const Stmt *> Value = Regions.valueOf(Variable);
    bool IsCostly = InLoops.contains(Variable) && !Regions.RepeatedOnce.contains(Variable) &&
                    Order.shapeOf(Variable) == IndexShape::Other &&
                    llvm::any_of(Value, [&](const Stmt *S) { return isCostly(S, Order.context()); });
    if (!IsCostly)
      continue;
    VariableSet All = withDependents(Variable, Regions);
    if (llvm::all_of(All, [](const VarDecl *Each) { return isRegisterType(Each->getType()); }))
      Kept.insert(All.begin(), All.end());
  }
  for (const VarDecl *Variable : Kept) {
    Regions.Repeated.remove(Variable);
    Regions.Stages.erase(Variable);
  }
}

} // namespace lorcha
