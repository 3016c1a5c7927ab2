// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The step of an LU decomposition that takes most of its time: a product taken from the rest of the matrix.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runLudStep(void *const *Arrays);

static Problem make() {
  const size_t N = LudSize;
  const auto M = randomFloats(N * N, -1, 1, 36);
  Problem P = {"lud-step", {input(M)}, "launchLudStep", runLudStep, {}, {}};
  P.Arrays[0].Tolerance = 1e-5;
  P.Arrays[0].Expected = [=] {
    std::vector<double> Result(M.begin(), M.end());
    for (size_t Y = 16; Y < N; ++Y)
      for (size_t X = 16; X < N; ++X)
        for (size_t K = 0; K < 16; ++K)
          Result[Y * N + X] -= double(M[Y * N + K]) * double(M[K * N + X]);
    return Result;
  };
  P.Native = {{"ludStep", {N - 16, N - 16}, {16, 16}, arraysAnd(1, {LudSize})}};
  P.Least = ofMemory(8.0 * double(N * N));
  return P;
}
static const Registration Registered(make);
