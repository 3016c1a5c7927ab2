// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Jumps forward over collective operations in the predicated form, where not all threads take part: who jumps
// sits out up to the label.
//   if (n > 0)                      bool lorcha_before = lorcha_takes;
//     goto done;                    if (lorcha_before) { if (n > 0) { lorcha_before = false; } }
//   __syncthreads();                lorcha_syncthreads();
//   own += 1;                       if (lorcha_before) { own += 1; }
//   done:;
// Not handled: labels that do not stand in a block around the jump, and jumps back.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

static void findJumps(const Stmt *S, std::vector<const GotoStmt *> &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Jump = dyn_cast<GotoStmt>(S))
    Found.push_back(Jump);
  for (const Stmt *Child : S->children())
    findJumps(Child, Found);
}

static bool isWithin(const Stmt *Inner, const Stmt *Outer) {
  return Inner == Outer ||
         llvm::any_of(Outer->children(), [&](const Stmt *Child) { return Child && isWithin(Inner, Child); });
}

/// The labels of the block that threads jump to over collective operations, though not all of them take part.
std::vector<const LabelStmt *> BodyPrinter::labelsToSitOutFor(const CompoundStmt *Block) const {
  std::vector<const LabelStmt *> Result;
  if (!IsPredicated || InPlain || Grid)
    return Result;
  std::set<const LabelDecl *> Jumped; // over a collective operation, so far
  std::vector<const GotoStmt *> Jumps;
  for (const Stmt *Each : Block->body()) {
    if (const auto *Label = dyn_cast<LabelStmt>(Each); Label && Jumped.count(Label->getDecl()))
      Result.push_back(Label);
    findJumps(Each, Jumps);
    if (Kernel.Collective.contains(Each))
      for (const GotoStmt *Jump : Jumps)
        if (!Kernel.Collective.allTake(Instance.Function, Jump))
          Jumped.insert(Jump->getLabel());
  }
  return Result;
}

void BodyPrinter::startSittingOut(llvm::ArrayRef<const LabelStmt *> Labels) {
  for (const LabelStmt *Label : llvm::reverse(Labels)) {
    const std::string Name = Locals.fresh("before");
    line("bool " + Name + " = " + Predicates.back().Name + ";", true);
    Predicates.push_back({Name, Predicate::Jump, false, Label->getDecl()});
  }
}

void BodyPrinter::endSittingOut(const Stmt *S) {
  const auto *Label = dyn_cast<LabelStmt>(S);
  if (Label && !Predicates.empty() && Predicates.back().Label == Label->getDecl())
    Predicates.pop_back();
}

bool BodyPrinter::jumpWalk(const GotoStmt *Jump) {
  if (!IsPredicated || Kernel.Collective.allTake(Instance.Function, Jump))
    return false;
  const LabelDecl *Label = Jump->getLabel();
  if (InPlain && PlainStatement && isWithin(Label->getStmt(), PlainStatement))
    return false;
  for (size_t Down = Predicates.size(); Down-- > 0;)
    if (Predicates[Down].Label == Label) {
      clearPredicates(Down);
      skipRest(Jump);
      return true;
    }
  return false;
}

} // namespace lorcha::opencl
