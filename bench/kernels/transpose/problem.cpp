// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A square matrix through tiles in shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runTranspose(void *const *Arrays);

static Problem make() {
  const size_t N = TransposeSize;
  const auto In = randomFloats(N * N, -1, 1, 7);
  Problem P = {"transpose", {input(In)}, "launchTranspose", runTranspose, {}, {}};
  P.Arrays.push_back(output<float>(N * N, 0, [=] {
    std::vector<double> Result(N * N);
    for (size_t I = 0; I < N * N; ++I)
      Result[I % N * N + I / N] = In[I];
    return Result;
  }));
  P.Native = {
      {"transpose", {N, N}, {16, 16}, {NativeArgument::array(0), NativeArgument::array(1), TransposeSize}}};
  P.Least = ofMemory(8.0 * TransposeSize * TransposeSize);
  return P;
}
static const Registration Registered(make);
