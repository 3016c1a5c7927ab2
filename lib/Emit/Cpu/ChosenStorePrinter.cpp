// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges of shared elements under a condition, as in sorting networks, become stores that every thread
// makes:
//   int a = keys[low], b = keys[high];   int a = keys[low], b = keys[high];
//   if (a > b) {                         if (const bool lorchaTakes = static_cast<bool>(a > b); true) {
//     keys[low] = b;                       keys[low] = lorchaTakes ? b : a;
//     keys[high] = a;                      keys[high] = lorchaTakes ? a : b;
//   }                                    }
#include "CpuEmitter.h"
#include "lorcha/Analysis/ChosenStores.h"

using namespace clang;

namespace lorcha {

void printChosenStores(CpuEmitterState &State, const KernelPlan &Plan) {
  const FunctionDecl *Definition =
      definitionsOf(*Plan.Model).empty() ? nullptr : definitionsOf(*Plan.Model).front();
  if (Plan.Form == CpuForm::Fiber || !Plan.ChoosesStores || !Definition)
    return;
  for (const ChosenStores &Found : findChosenStores(Definition->getBody(), State.Unit.ast())) {
    State.Edits.replaceToken(Found.If->getLParenLoc(), "(const bool lorchaTakes = static_cast<bool>(");
    State.Edits.replaceToken(Found.If->getRParenLoc(), "); true)");
    for (const ChosenStores::Exchange &Each : Found.Exchanges)
      State.Edits.replaceToken(Each.Stored->getLocation(), "lorchaTakes ? " +
                                                               Each.Stored->getDecl()->getNameAsString() +
                                                               " : " + Each.Before->getNameAsString());
  }
}

} // namespace lorcha
