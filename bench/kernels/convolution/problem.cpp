// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An image filtered with 5 x 5 weights in constant memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runConvolution(void *const *Arrays);

static Problem make() {
  const size_t N = ConvolutionSize;
  const auto In = randomFloats(N * N, 0, 1, 38);
  Problem P = {"convolution", {input(In)}, "launchConvolution", runConvolution, {}, {}};
  P.Arrays.push_back(output<float>(N * N, 1e-5, [=] {
    const double Binomial[] = {1, 4, 6, 4, 1};
    std::vector<double> Result(N * N);
    for (size_t Y = 2; Y < N - 2; ++Y)
      for (size_t X = 2; X < N - 2; ++X)
        for (size_t K = 0; K < 25; ++K)
          Result[Y * N + X] +=
              Binomial[K / 5] * Binomial[K % 5] / 256 * double(In[(Y + K / 5 - 2) * N + X + K % 5 - 2]);
    return Result;
  }));
  P.Native = {{"convolution", {N, N}, {32, 8}, arraysAnd(2, {ConvolutionSize})}};
  P.Least = ofMemory(8.0 * double(N * N));
  return P;
}
static const Registration Registered(make);
