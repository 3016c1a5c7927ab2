// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the two-dimensional stencils have in common: the problem, and how a good CPU programmer solves it.
#ifndef LORCHA_BENCH_STENCIL_H
#define LORCHA_BENCH_STENCIL_H

#include "Problem.h"
#include "sizes.h"

namespace bench {

/// A 5-point step on a square whose rim stays as it is.
inline Problem makeStencil(const char *Folder, const char *LaunchCuda, void (*RunOpenMp)(void *const *),
                           const char *NativeKernel) {
  const size_t N = StencilSize;
  const auto In = randomFloats(N * N, -1, 1, 10);
  Problem P = {Folder, {input(In)}, LaunchCuda, RunOpenMp, {}, {}};
  P.Arrays.push_back(output<float>(N * N, 1e-6, [=] {
    std::vector<double> Result(N * N);
    for (size_t Y = 1; Y < N - 1; ++Y)
      for (size_t X = 1; X < N - 1; ++X) {
        const size_t I = Y * N + X;
        Result[I] = 0.5 * In[I] + 0.125 * (double(In[I - 1]) + In[I + 1] + In[I - N] + In[I + N]);
      }
    return Result;
  }));
  P.Native = {{NativeKernel, {N, N}, {32, 8}, arraysAnd(2, {StencilSize})}};
  P.Least = ofMemory(8.0 * double(N * N));
  return P;
}

inline void runStencilStep(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
  constexpr int N = StencilSize;
#pragma omp parallel for schedule(static)
  for (int Y = 1; Y < N - 1; ++Y) {
    const float *Row = In + Y * N;
#pragma omp simd
    for (int X = 1; X < N - 1; ++X)
      Out[Y * N + X] = 0.5f * Row[X] + 0.125f * (Row[X - 1] + Row[X + 1] + Row[X - N] + Row[X + N]);
  }
}

} // namespace bench

#endif
