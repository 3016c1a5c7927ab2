// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The softmax of rows of 1024, a block each.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runSoftmax(void *const *Arrays);

static Problem make() {
  const size_t Rows = SoftmaxRows, Columns = SoftmaxColumns;
  const auto In = randomFloats(Rows * Columns, -4, 4, 30);
  Problem P = {"softmax", {input(In)}, "launchSoftmax", runSoftmax, {}, {}};
  P.Arrays.push_back(output<float>(Rows * Columns, 1e-6, [=] {
    std::vector<double> Result(Rows * Columns);
    for (size_t First = 0; First < Result.size(); First += Columns) {
      double Sum = 0;
      for (size_t I = First; I < First + Columns; ++I)
        Sum += Result[I] = std::exp(double(In[I]));
      for (size_t I = First; I < First + Columns; ++I)
        Result[I] /= Sum;
    }
    return Result;
  }));
  P.Native = {{"softmax", {Rows * 256, 1}, {256, 1}, arraysAnd(2, {SoftmaxColumns})}};
  P.Least = ofMemory(8.0 * double(Rows * Columns));
  return P;
}
static const Registration Registered(make);
