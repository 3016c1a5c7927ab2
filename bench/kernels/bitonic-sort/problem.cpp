// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorts blocks of 512 numbers in shared memory.
#include "Problem.h"
#include "sizes.h"
#include <algorithm>

using namespace bench;
void runBitonicSort(void *const *Arrays);

static Problem make() {
  const auto In = randomInts(SortCount, 1 << 30, 28);
  Problem P = {"bitonic-sort", {input(In)}, "launchBitonicSort", runBitonicSort, {}, {}};
  P.Arrays.push_back(output<int>(SortCount, 0, [=] {
    std::vector<double> Result(In.begin(), In.end());
    for (auto First = Result.begin(); First != Result.end(); First += 512)
      std::sort(First, First + 512);
    return Result;
  }));
  P.Native = {{"bitonicSort", {SortCount / 2, 1}, {256, 1}, arraysAnd(2)}};
  return P;
}
static const Registration Registered(make);
