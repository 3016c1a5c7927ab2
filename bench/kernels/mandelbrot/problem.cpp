// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Iterations until escape: a loop whose length differs from thread to thread. Near the border a last bit
// decides over the count, so the sum of all counts is looked at, row by row.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runMandelbrot(void *const *Arrays);

static Problem make() {
  const size_t N = MandelbrotSize;
  Problem P = {"mandelbrot", {}, "launchMandelbrot", runMandelbrot, {}, {}};
  P.Arrays.push_back(output<int>(N * N, 0, [=] {
    std::vector<double> Result(N * N);
    for (size_t I = 0; I < N * N; ++I) {
      const float Cx = -2.0f + 3.0f * static_cast<float>(I % N) / N,
                  Cy = -1.5f + 3.0f * static_cast<float>(I / N) / N;
      float X = 0, Y = 0;
      int Count = 0;
      while (Count < MandelbrotLimit && X * X + Y * Y < 4.0f) {
        const float Next = X * X - Y * Y + Cx;
        Y = 2 * X * Y + Cy;
        X = Next;
        ++Count;
      }
      Result[I] = Count;
    }
    return Result;
  }));
  P.Arrays[0].SumsOf = N;
  P.Arrays[0].Tolerance = 0.01;
  P.Native = {{"mandelbrot", {N, N}, {32, 8}, {NativeArgument::array(0), MandelbrotSize}}};
  return P;
}
static const Registration Registered(make);
