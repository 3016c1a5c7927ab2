// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Problem.h"
#include "sizes.h"

using namespace bench;

void runBfsStep(void *const *Arrays) {
  const int *Starts = arrayOf<int>(Arrays, 0), *Targets = arrayOf<int>(Arrays, 1),
            *Levels = arrayOf<int>(Arrays, 2);
  int *IsNext = arrayOf<int>(Arrays, 3);
#pragma omp parallel for schedule(dynamic, 4096)
  for (int Node = 0; Node < BfsNodes; ++Node) {
    if (Levels[Node] != BfsLevel)
      continue;
    for (int Edge = Starts[Node]; Edge < Starts[Node + 1]; ++Edge)
      if (Levels[Targets[Edge]] < 0)
        IsNext[Targets[Edge]] = 1;
  }
}
