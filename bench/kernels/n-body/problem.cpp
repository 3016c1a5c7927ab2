// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gravitation of bodies on each other, through tiles in shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runNBody(void *const *Arrays);

static Problem make() {
  const size_t N = NBodyCount;
  const auto Bodies = randomFloats(4 * N, 0.1f, 1, 11);
  Problem P = {"n-body", {input(Bodies)}, "launchNBody", runNBody, {}, {}};
  P.Arrays.push_back(output<float>(4 * N, 1e-3, [=] {
    std::vector<double> Result(4 * N);
    for (size_t I = 0; I < N; ++I)
      for (size_t J = 0; J < N; ++J) {
        double D[3], Square = 0.01f;
        for (int K = 0; K < 3; ++K) {
          D[K] = double(Bodies[4 * J + K]) - Bodies[4 * I + K];
          Square += D[K] * D[K];
        }
        for (int K = 0; K < 3; ++K)
          Result[4 * I + K] += D[K] * Bodies[4 * J + 3] / (Square * std::sqrt(Square));
      }
    return Result;
  }));
  P.Native = {{"nBody", {N, 1}, {128, 1}, {NativeArgument::array(0), NativeArgument::array(1), NBodyCount}}};
  P.Least = ofArithmetic(20.0 * NBodyCount * NBodyCount);
  return P;
}
static const Registration Registered(make);
