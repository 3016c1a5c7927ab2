// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lets other threads and blocks run in each round of a loop that waits for them:
//   while (flag.load() == 0);       while (flag.load() == 0) lorchaLetOthersRun(1);
//   do { v = *p; } while (!v);      do { lorchaLetOthersRun(1); v = *p; } while (!v);
// With 0 where it waits for the time to pass, not for other blocks.
#include "CpuEmitter.h"
#include "lorcha/Analysis/LoopParts.h"
#include "lorcha/Analysis/PollingLoops.h"

using namespace clang;

namespace lorcha {

/// Null if there is none to which something can be added.
static const Expr *plainCondition(const Stmt *Loop) {
  const auto *While = dyn_cast<WhileStmt>(Loop);
  const auto *For = dyn_cast<ForStmt>(Loop);
  const bool Declares = (While && While->getConditionVariable()) || (For && For->getConditionVariable());
  return Declares ? nullptr : conditionOf(Loop);
}

static void printPoll(CpuEmitterState &State, const PollingLoop &Poll) {
  const std::string Call = Poll.isForTime() ? "lorchaLetOthersRun(0)" : "lorchaLetOthersRun(1)";
  const Stmt *Body = bodyOfLoop(Poll.Loop);
  if (const auto *Block = dyn_cast<CompoundStmt>(Body))
    State.Edits.insertAfter(Block->getLBracLoc(), " " + Call + ";");
  else if (const auto *Nothing = dyn_cast<NullStmt>(Body))
    State.Edits.insertBefore(Nothing->getSemiLoc(), Call);
  else if (const Expr *Condition = plainCondition(Poll.Loop))
    State.Edits.insertBefore(Condition->getBeginLoc(), Call + ", ");
}

void printPolls(CpuEmitterState &State, const FunctionModel &Function) {
  for (const PollingLoop &Poll : pollingLoops(State.Unit, Function.Declaration))
    printPoll(State, Poll);
}

} // namespace lorcha
