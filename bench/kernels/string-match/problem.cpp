// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Occurrences of a short word in a text, by votes of blocks.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runStringMatch(void *const *Arrays);

static Problem make() {
  std::vector<char> Text;
  for (int Letter : randomInts(TextLength, 3, 37))
    Text.push_back(static_cast<char>('a' + Letter));
  Problem P = {"string-match", {input(Text)}, "launchStringMatch", runStringMatch, {}, {}};
  P.Arrays.push_back(output<int>(TextLength / 256, 0, [=] {
    std::vector<double> Result(TextLength / 256);
    for (size_t I = 0; I + 4 <= Text.size(); ++I)
      Result[I / 256] += std::memcmp(&Text[I], "abac", 4) == 0;
    return Result;
  }));
  P.Native = {{"stringMatch", {TextLength, 1}, {256, 1}, arraysAnd(2, {TextLength})}};
  P.Least = ofMemory(1.0 * TextLength);
  return P;
}
static const Registration Registered(make);
