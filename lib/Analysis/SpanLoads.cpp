// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/SpanLoads.h"
#include "Operands.h"
#include "RowElements.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

namespace {

/// The first region in a loop whose rounds are spans; null for other regions.
const Region *firstOfSpans(const Region &Node) {
  bool IsSpans = Node.Kind == RegionKind::Loop && Node.Head == HeadKind::Span &&
                 !Node.Children.front()->Children.empty();
  return IsSpans ? Node.Children.front()->Children.front().get() : nullptr;
}

/// Whether the block can say where the loop's next round loads the element.
std::optional<ThreadCode> inNextRound(const ArraySubscriptExpr *Element, const BarrierRegions &Regions,
                                      const VarDecl *Counter) {
  ThreadCode Code;
  Code.Statements.push_back(Element);
  Code.Flow = variableFlow(Code.Statements);
  CodeVariables Variables = Regions.variablesOf(Code);
  bool IsKnown = Code.Flow.Mentioned.contains(Counter) && Code.Flow.Written.empty() &&
                 Variables.Restored.empty() && Variables.Fresh.empty() && Variables.Kept.empty();
  return IsKnown ? std::optional(std::move(Code)) : std::nullopt;
}

void visit(const Region &Node, const BarrierRegions &Regions, const LoopOrder &Order,
           std::map<const Region *, std::vector<ThreadCode>> &Found) {
  if (const Region *First = firstOfSpans(Node))
    for (const ArraySubscriptExpr *Element : rowElementsOf(*First, Order).Loads)
      if (std::optional<ThreadCode> Code = inNextRound(Element, Regions, *Node.Init.Flow.Declared.begin());
          Code && Found[&Node].size() < MostLoads)
        Found[&Node].push_back(std::move(*Code));
  for (const std::unique_ptr<Region> &Child : Node.Children)
    visit(*Child, Regions, Order, Found);
}

/// What must be known for the element's address in another block.
std::optional<ElementAhead> inNextBlock(const ArraySubscriptExpr *Element, const BarrierRegions &Regions,
                                        const KernelUniformity &Kernel, const VarDecl *Counter) {
  const VariableSet None;
  Operands Needed(Regions, Kernel, None, Counter);
  Needed.TraverseStmt(const_cast<ArraySubscriptExpr *>(Element));
  if (!Needed.IsKnown)
    return std::nullopt;
  return ElementAhead{Element, false, Needed.Axes, std::move(Needed.Variables)};
}

bool waitsAnywhere(const Region &Node) {
  return Node.Kind == RegionKind::Barrier || !Node.Code.Gives.empty() || !Node.Condition.Gives.empty() ||
         llvm::any_of(Node.Children, [](const auto &Child) { return waitsAnywhere(*Child); });
}

} // namespace

/// The same where blocks have rows, which are short: processors do not see how they go on in the next block.
/// What they load behind waits counts, too.
static FirstLoads loadsOfRows(const BarrierRegions &Regions, const LoopOrder &Order,
                              const KernelUniformity &Kernel) {
  FirstLoads Result;
  for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
    if (Child->Kind == RegionKind::Threads && !Result.Last)
      Result.Last = Child.get();
    const RowElements Found = rowElementsOf(*Child, Order);
    for (bool IsStored : {false, true})
      for (const ArraySubscriptExpr *Element : IsStored ? Found.Stores : Found.Loads) {
        std::optional<ElementAhead> Known = inNextBlock(Element, Regions, Kernel, nullptr);
        if (!Known || !(Known->Axes & (AlongX | AlongY)) || Result.Elements.size() == MostLoads)
          continue;
        Known->IsStored = IsStored;
        Result.Elements.push_back(std::move(*Known));
      }
  }
  return Result.Elements.empty() ? FirstLoads() : std::move(Result);
}

FirstLoads findFirstLoads(const BarrierRegions &Regions, const LoopOrder &Order,
                          const KernelUniformity &Kernel, const FunctionDecl *Function) {
  FirstLoads Result;
  if (Kernel.rowFold() || !waitsAnywhere(*Regions.Root))
    return Result;
  if (usesRows(Kernel, Function))
    return loadsOfRows(Regions, Order, Kernel);
  for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
    const Region *OfSpans = firstOfSpans(*Child);
    bool IsOfAnotherLength = OfSpans && Result.Last;
    if (IsOfAnotherLength ||
        (!OfSpans && Child->Kind != RegionKind::Threads && Child->Kind != RegionKind::Once))
      break;
    for (const ArraySubscriptExpr *Element : rowElementsOf(OfSpans ? *OfSpans : *Child, Order).Loads) {
      std::optional<ElementAhead> Known =
          inNextBlock(Element, Regions, Kernel, OfSpans ? *Child->Init.Flow.Declared.begin() : nullptr);
      if (!Known || !(Known->Axes & AlongX) || Result.Elements.size() == MostLoads)
        continue;
      Result.Elements.push_back(std::move(*Known));
      Result.Last = Child.get();
    }
    if (OfSpans || !Child->Code.Gives.empty())
      break;
  }
  return Result;
}

std::map<const Region *, std::vector<ThreadCode>> findSpanLoads(const BarrierRegions &Regions,
                                                                const LoopOrder &Order) {
  std::map<const Region *, std::vector<ThreadCode>> Found;
  visit(*Regions.Root, Regions, Order, Found);
  return Found;
}

} // namespace lorcha
