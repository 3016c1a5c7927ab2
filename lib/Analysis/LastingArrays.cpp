// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/LastingArrays.h"
#include "BlockEffects.h"
#include "ElementUses.h"

using namespace clang;

namespace lorcha {

namespace {

/// What filling an array costs in a block, in bytes that are copied. Below, it is not worth a question.
constexpr uint64_t LeastCost = 256;
/// Neighbours in y load and store rows of memory that lie apart: not done for less, nor for less than twice
/// what neighbours in x would save.
constexpr uint64_t LeastCostForColumns = 4096;
/// Of making a copy with the first index innermost, where there is one.
constexpr uint64_t TransposedCost = 3;

class ArrayFinder {
public:
  ArrayFinder(const ASTContext &Context, const BarrierRegions &Regions, const BlockDependence &Dependence,
              const VariableSet &Candidates)
      : Context(Context), Regions(Regions), Dependence(Dependence), Candidates(Candidates) {}

  LastingArrays find() {
    findFills();
    uint64_t Rows = cost(AlongX), Columns = cost(AlongY);
    LastingArrays Result;
    Result.Next = Columns >= LeastCostForColumns && Columns >= 2 * Rows ? AlongY : AlongX;
    if ((Result.Next == AlongX ? Rows : Columns) < LeastCost)
      return Result;
    for (const VarDecl *Array : Filled)
      if (lasts(Array, Result.Next))
        Result.Arrays[Array] = Dependence.of(Array);
    for (const auto &[Code, Fill] : Fills)
      if (Result.Arrays.count(Fill.Array))
        Result.Fills[Code].push_back(Fill);
    return Result;
  }

private:
  /// And the arrays that may last.
  void findFills() {
    VariableSet Misused, Loaded;
    for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
      const ElementUses Uses(*Child, Candidates);
      Misused.insert(Uses.Misused.begin(), Uses.Misused.end());
      Loaded.insert(Uses.Loaded.begin(), Uses.Loaded.end());
      for (const auto &[Code, Fill] : Uses.Fills) {
        if (Loaded.contains(Fill.Array)) // by somebody, before it is complete
          Misused.insert(Fill.Array);
        Filled.insert(Fill.Array);
      }
      Fills.insert(Fills.end(), Uses.Fills.begin(), Uses.Fills.end());
    }
    Filled.remove_if([&](const VarDecl *Array) { return Misused.contains(Array); });
  }

  bool lasts(const VarDecl *Array, BlockAxis Next) const { return (Dependence.of(Array) & Next) == 0; }

  /// Of filling the arrays that neighbours along the axis need not.
  uint64_t cost(BlockAxis Next) const {
    uint64_t Bytes = 0;
    for (const VarDecl *Array : Filled) {
      bool HasCopy =
          llvm::any_of(Regions.Copies, [&](const SharedCopy &Copy) { return Copy.Array == Array; });
      if (lasts(Array, Next))
        Bytes +=
            Context.getTypeSizeInChars(Array->getType()).getQuantity() * (HasCopy ? 1 + TransposedCost : 1);
    }
    return Bytes;
  }

  const ASTContext &Context;
  const BarrierRegions &Regions;
  const BlockDependence &Dependence;
  const VariableSet &Candidates;
  VariableSet Filled;
  std::vector<std::pair<const ThreadCode *, ElementFill>> Fills;
};

} // namespace

LastingArrays findLastingArrays(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                                const BarrierRegions &Regions, const VariableSet &Candidates) {
  const bool IsForOneBlock = !(Kernel.Indices & BlockIdx);
  if (Candidates.empty() || IsForOneBlock || !canCompareBlocks(Kernel, Reached))
    return {};
  const BlockDependence Dependence(Unit, Kernel.Declaration);
  return ArrayFinder(Unit.ast(), Regions, Dependence, Candidates).find();
}

} // namespace lorcha
