// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A histogram of bytes: atomics on shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runHistogram(void *const *Arrays);

static Problem make() {
  std::vector<int> Words(HistogramWords);
  uint32_t Seed = 19;
  for (int &Word : Words)
    Word = static_cast<int>(Seed = Seed * 1664525u + 1013904223u);
  Problem P = {"histogram", {input(Words)}, "launchHistogram", runHistogram, {}, {}};
  P.Arrays.push_back(output<int>(256, 0, [=] {
    std::vector<double> Result(256);
    for (int Word : Words)
      for (int Shift = 0; Shift < 32; Shift += 8)
        ++Result[static_cast<uint32_t>(Word) >> Shift & 255];
    return Result;
  }));
  P.Native = {{"clearHistogram", {256, 1}, {256, 1}, {NativeArgument::array(1)}},
              {"histogram",
               {HistogramBlocks * 256, 1},
               {256, 1},
               {NativeArgument::array(0), NativeArgument::array(1), HistogramWords}}};
  return P;
}
static const Registration Registered(make);
