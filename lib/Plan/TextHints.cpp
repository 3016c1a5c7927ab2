// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TextHints.h"
#include "lorcha/Analysis/ArrayLoops.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Analysis/WideSums.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

/// Loops of few rounds that each thread leaves at a time of its own.
static std::vector<ShortLoop> shortLoops(const FunctionDecl *Kernel, const LoopOrder &Order) {
  struct Collector : AstVisitor {
    const LoopOrder &Order;
    std::vector<ShortLoop> Found;
    explicit Collector(const LoopOrder &Order) : Order(Order) {}
    bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
    bool VisitForStmt(ForStmt *For) override {
      if (unsigned Most = Order.fewRounds(For))
        Found.push_back({For, Most, {}});
      return true;
    }
  };
  Collector Walk(Order);
  Walk.TraverseStmt(Kernel->getBody());
  return std::move(Walk.Found);
}

/// Keeps what Other has as well.
template <class T, class IsSameT>
static void intersect(std::vector<T> &Kept, const std::vector<T> &Other, IsSameT IsSame) {
  llvm::erase_if(Kept, [&](const T &Each) {
    return llvm::none_of(Other, [&](const T &Own) { return IsSame(Each, Own); });
  });
}

std::vector<const ForStmt *> unrolledLoops(ParsedUnit &Unit, const FunctionModel &Model) {
  std::optional<std::vector<const ForStmt *>> Result;
  for (const FunctionDecl *Definition : definitionsOf(Model)) {
    std::vector<const ForStmt *> Own = loopsOverOwnArrays(Unit, Definition);
    if (!Result)
      Result = std::move(Own);
    else
      intersect(*Result, Own,
                [](const ForStmt *A, const ForStmt *B) { return A->getForLoc() == B->getForLoc(); });
  }
  return Result.value_or(std::vector<const ForStmt *>());
}

static void addEarlyReads(KernelPlan &Plan) {
  std::vector<EarlyRead> Reads;
  if (Plan.Regions)
    for (const auto &[Node, Known] : Plan.Regions->Regions.Rims)
      llvm::append_range(Reads, Known.Reads);
  if (Plan.Rim)
    llvm::append_range(Reads, Plan.Rim->Regions.WholeRim.Reads);
  for (const EarlyRead &Read : Reads)
    for (ShortLoop &Each : Plan.ShortLoops)
      if (Each.Loop->getForLoc() == Read.Loop->getForLoc())
        Each.Reads.push_back(Read);
}

/// Whether loops over threads are too short for a question in front of each of them.
static bool hasShortRows(const RegionPlan &Plan) { return Plan.HasRows || !Plan.Regions.Warps.empty(); }

void addTextHints(ParsedUnit &Unit, KernelPlan &Plan) {
  bool IsFirst = true;
  for (const FunctionDecl *Definition : definitionsOf(*Plan.Model)) {
    KernelUniformity Kernel(Unit, Definition);
    LoopOrder Order(Kernel, *Kernel.of(Definition), usesRows(Kernel, Definition));
    std::vector<ShortLoop> Loops = shortLoops(Definition, Order);
    std::vector<const Expr *> Sums;
    if (Plan.Regions && hasShortRows(*Plan.Regions))
      Sums = wideSums(Definition, Order);
    if (std::exchange(IsFirst, false)) {
      Plan.ShortLoops = std::move(Loops);
      Plan.WideSums = std::move(Sums);
      continue;
    }
    intersect(Plan.ShortLoops, Loops, [](const ShortLoop &A, const ShortLoop &B) {
      return A.Loop->getForLoc() == B.Loop->getForLoc() && A.Most == B.Most;
    });
    intersect(Plan.WideSums, Sums,
              [](const Expr *A, const Expr *B) { return A->getSourceRange() == B->getSourceRange(); });
  }
  addEarlyReads(Plan);
}

} // namespace lorcha
