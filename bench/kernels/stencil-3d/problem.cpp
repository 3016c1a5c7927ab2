// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A step of a 7-point stencil; each thread goes through the planes.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runStencil3d(void *const *Arrays);

static Problem make() {
  const size_t N = Stencil3dSize;
  const auto In = randomFloats(N * N * N, -1, 1, 24);
  Problem P = {"stencil-3d", {input(In)}, "launchStencil3d", runStencil3d, {}, {}};
  P.Arrays.push_back(output<float>(N * N * N, 1e-6, [=] {
    std::vector<double> Result(N * N * N);
    for (size_t Z = 1; Z < N - 1; ++Z)
      for (size_t Y = 1; Y < N - 1; ++Y)
        for (size_t X = 1; X < N - 1; ++X) {
          const size_t I = (Z * N + Y) * N + X;
          Result[I] = 0.4 * In[I] + 0.1 * (double(In[I - 1]) + In[I + 1] + In[I - N] + In[I + N] +
                                           In[I - N * N] + In[I + N * N]);
        }
    return Result;
  }));
  P.Native = {{"stencil3d", {N, N}, {32, 8}, arraysAnd(2, {Stencil3dSize})}};
  P.Least = ofMemory(8.0 * double(N * N * N));
  return P;
}
static const Registration Registered(make);
