// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The step of a radix sort that splits blocks of 256 keys by one bit, by votes of warps.
#include "Problem.h"
#include "sizes.h"
#include <algorithm>

using namespace bench;
void runRadixStep(void *const *Arrays);

static Problem make() {
  const auto In = randomInts(RadixCount, 1 << 30, 29);
  Problem P = {"radix-step", {input(In)}, "launchRadixStep", runRadixStep, {}, {}};
  P.Arrays.push_back(output<int>(RadixCount, 0, [=] {
    std::vector<double> Result(In.begin(), In.end());
    for (auto First = Result.begin(); First != Result.end(); First += 256)
      std::stable_partition(First, First + 256,
                            [](double Key) { return (static_cast<int>(Key) >> RadixBit & 1) == 0; });
    return Result;
  }));
  P.Native = {{"radixStep", {RadixCount, 1}, {256, 1}, arraysAnd(2, {RadixBit})}};
  P.Least = ofMemory(8.0 * RadixCount);
  return P;
}
static const Registration Registered(make);
