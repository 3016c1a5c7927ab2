// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// y = a x + y by a grid-stride loop: limited by memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runSaxpy(void *const *Arrays);

static Problem make() {
  const auto X = randomFloats(SaxpyCount, -1, 1, 3), Y = randomFloats(SaxpyCount, -1, 1, 4);
  Problem P = {"saxpy", {input(X), input(Y)}, "launchSaxpy", runSaxpy, {}, {}};
  P.Arrays[1].Tolerance = 1e-6;
  P.Arrays[1].Expected = [=] {
    std::vector<double> Result;
    for (size_t I = 0; I < X.size(); ++I)
      Result.push_back(2.5 * X[I] + Y[I]);
    return Result;
  };
  P.Native = {{"saxpy",
               {SaxpyBlocks * 256, 1},
               {256, 1},
               {SaxpyCount, 2.5f, NativeArgument::array(0), NativeArgument::array(1)}}};
  P.Least = ofMemory(12.0 * SaxpyCount);
  return P;
}
static const Registration Registered(make);
