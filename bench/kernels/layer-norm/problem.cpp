// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rows of 1024 brought to mean 0 and variance 1, then scaled, a block each.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runLayerNorm(void *const *Arrays);

static Problem make() {
  const size_t Rows = LayerNormRows, Columns = LayerNormColumns;
  const auto In = randomFloats(Rows * Columns, -3, 5, 31), Gamma = randomFloats(Columns, 0.5f, 2, 32),
             Beta = randomFloats(Columns, -1, 1, 33);
  Problem P = {"layer-norm", {input(In), input(Gamma), input(Beta)}, "launchLayerNorm", runLayerNorm, {}, {}};
  P.Arrays.push_back(output<float>(Rows * Columns, 1e-4, [=] {
    std::vector<double> Result(Rows * Columns);
    for (size_t First = 0; First < Result.size(); First += Columns) {
      double Sum = 0, Squares = 0;
      for (size_t I = 0; I < Columns; ++I) {
        Sum += double(In[First + I]);
        Squares += double(In[First + I]) * double(In[First + I]);
      }
      const double Mean = Sum / double(Columns), Variance = Squares / double(Columns) - Mean * Mean;
      for (size_t I = 0; I < Columns; ++I)
        Result[First + I] =
            (double(In[First + I]) - Mean) / std::sqrt(Variance + 1e-5) * double(Gamma[I]) + double(Beta[I]);
    }
    return Result;
  }));
  P.Native = {{"layerNorm", {Rows * 256, 1}, {256, 1}, arraysAnd(4, {LayerNormColumns})}};
  P.Least = ofMemory(8.0 * double(Rows * Columns));
  return P;
}
static const Registration Registered(make);
