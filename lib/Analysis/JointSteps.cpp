// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "JointSteps.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace lorcha {

void JointSteps::add(const Stmt *First, const Stmt *Later, const Expr *Store) {
  llvm::DenseMap<const Stmt *, const Stmt *> PartOf; // of what holds Later: its part that does
  for (const Stmt *S = Later, *Part = nullptr; S; Part = S, S = Parents.getParent(S))
    PartOf[S] = Part;
  const Stmt *Inner = First;
  while (Inner && Parents.getParent(Inner) && !PartOf.count(Parents.getParent(Inner)))
    Inner = Parents.getParent(Inner);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(Inner));
  if (!Block || PartOf.count(Inner))
    return;
  const auto PlaceOf = [&](const Stmt *Part) {
    return static_cast<size_t>(llvm::find(Block->body(), Part) - Block->body_begin());
  };
  const size_t Begin = PlaceOf(Inner), End = PlaceOf(PartOf[Block]);
  Blocks[Block].push_back({Begin, Begin < End ? End : Block->size(), Store});
}

std::vector<std::pair<const Stmt *, const Expr *>> JointSteps::places() const {
  std::vector<std::pair<const Stmt *, const Expr *>> Result;
  for (const auto &[Block, Wanted] : Blocks) {
    std::vector<Stretch> Stretches = Wanted;
    llvm::stable_sort(Stretches, [](const Stretch &A, const Stretch &B) { return A.End < B.End; });
    size_t Covered = 0; // from the place behind the last step on
    for (const Stretch &Each : Stretches)
      if (Each.Begin >= Covered) {
        Covered = Each.End;
        Result.push_back({Block->body_begin()[Each.End - 1], Each.Store});
      }
  }
  return Result;
}

} // namespace lorcha
