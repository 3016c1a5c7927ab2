// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Splits a kernel at its barriers of the grid: prints the phases, and lays out what they keep for each other.
#include "GridSplitter.h"

using namespace clang;

namespace lorcha::opencl {

GridSplitter::GridSplitter(KernelLowering &Lowering, const GridBarriers &Grid)
    : Lowering(Lowering), Grid(Grid) {
  if (const std::optional<GridBarriers::Obstacle> &Why = Grid.obstacle())
    Lowering.Unit.obstruct(DiagId::GridBarrierNotSplit, Why->Place, Why->Text);
}

void GridSplitter::print(const std::set<unsigned> &WrittenParameters, OpenClKernel &Result) {
  for (unsigned Number = 0; Number <= Grid.all().size(); ++Number) {
    OpenClKernel Scratch; // the parameters are the same for all
    Phases.push_back(std::make_unique<BodyPrinter>(Lowering, Lowering.Spaces.kernel()));
    Phases.back()->printPhase(Grid, Number, WrittenParameters, Number ? Scratch : Result);
  }
}

void GridSplitter::findOrder() {
  const size_t Count = Phases.size();
  std::vector<std::set<unsigned>> Next(Count);
  for (size_t I = 0; I < Count; ++I)
    for (const PhaseStop &Stop : Phases[I]->phase().Stops)
      Next[I].insert(Stop.Barrier);
  auto Closure = [&](std::set<unsigned> Found) {
    std::vector<unsigned> Open(Found.begin(), Found.end());
    while (!Open.empty()) {
      unsigned Number = Open.back();
      Open.pop_back();
      for (unsigned Each : Next[Number])
        if (Found.insert(Each).second)
          Open.push_back(Each);
    }
    return Found;
  };
  Layout.Precedes.resize(Count);
  for (unsigned I = 0; I < Count; ++I) {
    Layout.Reaches.push_back(Closure({I}));
    for (unsigned Later : Closure(Next[I]))
      Layout.Precedes[Later].insert(I);
  }
}

void GridSplitter::place() {
  size_t Bools = 0;
  for (const std::unique_ptr<BodyPrinter> &Each : Phases) {
    Layout.Restored.push_back(Each->restored());
    for (const PhaseStop &Stop : Each->phase().Stops)
      Bools = std::max(Bools, Stop.Bools.size());
  }
  // In the order of the text, the widest first: then nothing lies between them.
  llvm::MapVector<const VarDecl *, std::pair<uint64_t, uint64_t>> Sizes;
  for (const GridBarrier &Barrier : Grid.all())
    for (const VarDecl *Variable : Barrier.InScope)
      for (const VariableSet &Restored : Layout.Restored)
        if (Restored.contains(Variable))
          Sizes[Variable] = Phases.front()->keptSize(Variable);
  for (uint64_t Alignment : {16, 8, 4, 2, 1})
    for (auto &[Variable, Size] : Sizes)
      if (std::min<uint64_t>(Size.second, 16) == Alignment) {
        Layout.Variables[Variable] = Layout.BytesPerThread;
        Layout.BytesPerThread += Size.first;
      }
  Layout.FirstBool = Layout.BytesPerThread;
  Layout.BytesPerThread = llvm::alignTo(Layout.FirstBool + Bools, 16);
  placeShared();
}

void GridSplitter::placeShared() {
  VariableSet All;
  for (const std::unique_ptr<BodyPrinter> &Each : Phases) {
    VariableSet Uses;
    for (const VarDecl *Variable : Each->Needs.Shared)
      Uses.insert(Variable);
    if (Each->Needs.Needs & OpenClDynamicShared)
      Uses.insert(nullptr);
    All.insert(Uses.begin(), Uses.end());
    Layout.UsesShared.push_back(std::move(Uses));
  }
  for (const VarDecl *Variable : All) {
    Layout.Shared[Variable] = Layout.BytesPerBlock;
    if (Variable)
      Layout.BytesPerBlock =
          llvm::alignTo(Layout.BytesPerBlock + Lowering.Unit.sizeOf(Variable->getType()), 16);
  }
}

/// The phase that follows in any case, 0 if none follows, or OpenClPhase::Unknown.
static unsigned successorOf(const Phase &From) {
  std::set<unsigned> Next;
  for (const PhaseStop &Stop : From.Stops)
    Next.insert(Stop.Barrier);
  if (Next.empty())
    return 0;
  return Next.size() == 1 && !From.MayEnd ? *Next.begin() : OpenClPhase::Unknown;
}

void GridSplitter::finish(const FunctionDecl *Kernel, OpenClKernel &Result) {
  UnitLowering &Unit = Lowering.Unit;
  findOrder();
  place();
  TextNeeds All;
  for (const std::unique_ptr<BodyPrinter> &Each : Phases) {
    Each->writeDeferred(Layout);
    All.add(Each->Needs);
  }
  if (!Unit.Obstacles.empty())
    return;
  Result.KeptPerThread = Layout.BytesPerThread;
  Result.KeptPerBlock = Layout.BytesPerBlock;
  for (const std::unique_ptr<BodyPrinter> &Each : Phases) {
    unsigned Number = Each->phase().Number;
    std::string Name =
        Unit.Names.unique(wordFor(Kernel) + (Number ? "_behind_barrier_" + std::to_string(Number) : ""));
    std::string Text = Each->phaseKernel(Name, All.Needs, Layout, Result);
    Result.Fragments.insert(Each->Needs.Fragments.begin(), Each->Needs.Fragments.end());
    Result.Fragments.insert(Unit.addFragment(Text));
    Result.Phases.push_back({Name, successorOf(Each->phase())});
  }
  Result.Name = Result.Phases.front().Name;
  Result.Library = All.Library;
  Result.Needs = All.Needs;
}

} // namespace lorcha::opencl
