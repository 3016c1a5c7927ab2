// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scalar product of two vectors: a grid-stride loop, then warp shuffles.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runDot(void *const *Arrays);

static Problem make() {
  const auto A = randomFloats(DotCount, -1, 1, 20), B = randomFloats(DotCount, -1, 1, 21);
  Problem P = {"dot", {input(A), input(B)}, "launchDot", runDot, {}, {}};
  P.Arrays.push_back(output<float>(DotBlocks, 1, [=] {
    std::vector<double> Result(DotBlocks);
    for (size_t I = 0; I < A.size(); ++I)
      Result[0] += double(A[I]) * double(B[I]);
    return Result;
  }));
  P.Arrays[2].SumsOf = DotBlocks;
  P.Arrays[2].Tolerance = 1e-3;
  P.Native = {{"dotProduct", {DotBlocks * 256, 1}, {256, 1}, arraysAnd(3, {DotCount})}};
  P.Least = ofMemory(8.0 * DotCount);
  return P;
}
static const Registration Registered(make);
