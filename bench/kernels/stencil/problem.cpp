// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One step of a 5-point stencil on a square.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runStencil(void *const *Arrays);

static Problem make() {
  const size_t N = StencilSize;
  const auto In = randomFloats(N * N, -1, 1, 10);
  Problem P = {"stencil", {input(In)}, "launchStencil", runStencil, {}, {}};
  P.Arrays.push_back(output<float>(N * N, 1e-6, [=] {
    std::vector<double> Result(N * N);
    for (size_t Y = 1; Y < N - 1; ++Y)
      for (size_t X = 1; X < N - 1; ++X) {
        const size_t I = Y * N + X;
        Result[I] = 0.5 * In[I] + 0.125 * (double(In[I - 1]) + In[I + 1] + In[I - N] + In[I + N]);
      }
    return Result;
  }));
  P.Native = {
      {"stencil", {N, N}, {32, 8}, {NativeArgument::array(0), NativeArgument::array(1), StencilSize}}};
  P.Least = ofMemory(8.0 * StencilSize * StencilSize);
  return P;
}
static const Registration Registered(make);
