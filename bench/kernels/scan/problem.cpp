// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums of blocks of 256 numbers.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runScan(void *const *Arrays);

static Problem make() {
  const auto In = randomFloats(ScanCount, -1, 1, 6);
  Problem P = {"scan", {input(In)}, "launchScan", runScan, {}, {}};
  P.Arrays.push_back(output<float>(ScanCount, 1e-4, [=] {
    std::vector<double> Result(ScanCount);
    for (size_t I = 0; I < In.size(); ++I)
      Result[I] = (I % 256 == 0 ? 0 : Result[I - 1]) + In[I];
    return Result;
  }));
  P.Native = {{"scanBlocks", {ScanCount, 1}, {256, 1}, {NativeArgument::array(0), NativeArgument::array(1)}}};
  P.Least = ofMemory(8.0 * ScanCount);
  return P;
}
static const Registration Registered(make);
