// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Depth-first walk over the call graph.
#include "lorcha/Analysis/Reachability.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace lorcha {

Reach reachFrom(const FunctionModel &Start) {
  Reach Result;
  llvm::SmallPtrSet<const FunctionModel *, 16> Seen = {&Start};
  std::vector<const FunctionModel *> Stack = {&Start};
  while (!Stack.empty()) {
    const FunctionModel *Function = Stack.back();
    Stack.pop_back();
    Result.Functions.push_back(Function);
    if (Function->Effect > Result.Effect) {
      Result.Effect = Function->Effect;
      Result.EffectLocation = Function->EffectLocation;
      Result.EffectFunction = Function;
    }
    if (Function->LaunchesKernels && !Result.Launching)
      Result.Launching = Function;
    Result.MayCallOtherUnits |= Function->HasUnknownCall;
    if (!Result.FirstObstacle && !Function->Obstacles.empty())
      Result.FirstObstacle = &Function->Obstacles.front();
    for (auto Call = Function->Calls.rbegin(); Call != Function->Calls.rend(); ++Call)
      if (Seen.insert(Call->Target).second)
        Stack.push_back(Call->Target);
  }
  return Result;
}

} // namespace lorcha
