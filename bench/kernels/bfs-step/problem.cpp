// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One step of a breadth-first search: the neighbours of a level that have none yet.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runBfsStep(void *const *Arrays);

static Problem make() {
  std::vector<int> Starts = {0}, Levels = randomInts(BfsNodes, 16, 25);
  for (int Degree : randomInts(BfsNodes, 16, 26))
    Starts.push_back(Starts.back() + Degree);
  for (int &Level : Levels) // half of the nodes were reached, an eighth in the last step
    Level = Level < 8 ? -1 : Level < 10 ? BfsLevel : Level % BfsLevel;
  const auto Targets = randomInts(static_cast<size_t>(Starts.back()), BfsNodes, 27);
  Problem P = {"bfs-step", {input(Starts), input(Targets), input(Levels)}, "launchBfsStep", runBfsStep, {},
               {}};
  P.Arrays.push_back(output<int>(BfsNodes, 0, [=] {
    std::vector<double> Result(BfsNodes);
    for (size_t Node = 0; Node < Levels.size(); ++Node)
      for (int Edge = Starts[Node]; Levels[Node] == BfsLevel && Edge < Starts[Node + 1]; ++Edge)
        if (Levels[static_cast<size_t>(Targets[static_cast<size_t>(Edge)])] < 0)
          Result[static_cast<size_t>(Targets[static_cast<size_t>(Edge)])] = 1;
    return Result;
  }));
  P.Native = {{"bfsStep", {(BfsNodes + 255) / 256 * 256, 1}, {256, 1}, arraysAnd(4, {BfsNodes, BfsLevel})}};
  return P;
}
static const Registration Registered(make);
