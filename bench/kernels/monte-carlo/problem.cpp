// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Points in a quarter of a circle, by a generator in each thread: integer arithmetic.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runMonteCarlo(void *const *Arrays);

static Problem make() {
  Problem P = {"monte-carlo", {}, "launchMonteCarlo", runMonteCarlo, {}, {}};
  P.Arrays.push_back(output<int>(MonteCarloThreads, 1e-3, [=] {
    std::vector<double> Result(MonteCarloThreads);
    for (unsigned I = 0; I < MonteCarloThreads; ++I) {
      uint32_t State = I * 747796405u + 2891336453u;
      const auto Next = [&] {
        State ^= State << 13, State ^= State >> 17, State ^= State << 5;
        return double(State >> 8) / 16777216;
      };
      for (int Round = 0; Round < MonteCarloRounds; ++Round) {
        const double X = Next(), Y = Next();
        Result[I] += X * X + Y * Y < 1;
      }
    }
    return Result;
  }));
  P.Arrays[0].SumsOf = 256; // in single precision a point on the circle may fall on either side
  P.Native = {{"monteCarlo", {MonteCarloThreads, 1}, {256, 1}, arraysAnd(1)}};
  return P;
}
static const Registration Registered(make);
