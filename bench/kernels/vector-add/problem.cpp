// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// c = a + b: limited by memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runVectorAdd(void *const *Arrays);

static Problem make() {
  const auto A = randomFloats(VectorAddCount, -1, 1, 1), B = randomFloats(VectorAddCount, -1, 1, 2);
  Problem P = {"vector-add", {input(A), input(B)}, "launchVectorAdd", runVectorAdd, {}, {}};
  P.Arrays.push_back(output<float>(VectorAddCount, 0, [=] {
    std::vector<double> Result;
    for (size_t I = 0; I < A.size(); ++I)
      Result.push_back(A[I] + B[I]);
    return Result;
  }));
  P.Native = {
      {"vectorAdd",
       {(VectorAddCount + 255) / 256 * 256, 1},
       {256, 1},
       {NativeArgument::array(0), NativeArgument::array(1), NativeArgument::array(2), VectorAddCount}}};
  P.Least = ofMemory(12.0 * VectorAddCount);
  return P;
}
static const Registration Registered(make);
