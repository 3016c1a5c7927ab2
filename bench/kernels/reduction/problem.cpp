// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of blocks of 512 numbers by a tree in shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runReduction(void *const *Arrays);

static Problem make() {
  const auto In = randomFloats(ReductionCount, -1, 1, 5);
  Problem P = {"reduction", {input(In)}, "launchReduction", runReduction, {}, {}};
  P.Arrays.push_back(output<float>(ReductionBlocks, 1e-5, [=] {
    std::vector<double> Result(ReductionBlocks);
    for (size_t I = 0; I < In.size(); ++I)
      Result[I / 512] += In[I];
    return Result;
  }));
  P.Native = {{"reduce",
               {ReductionBlocks * 256, 1},
               {256, 1},
               {NativeArgument::array(0), NativeArgument::array(1), ReductionCount}}};
  P.Least = ofMemory(4.0 * ReductionCount);
  return P;
}
static const Registration Registered(make);
