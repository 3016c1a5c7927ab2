// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The product of square matrices. Tiles of 16 x 16 in shared memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void launchSgemmTiled(void *const *Arrays);

static Problem make() {
  const size_t N = SgemmTiledSize;
  const auto A = randomFloats(N * N, -1, 1, 8), B = randomFloats(N * N, -1, 1, 9);
  Problem P = {"sgemm-tiled", {input(A), input(B)}, launchSgemmTiled, {}};
  P.Arrays.push_back(output<float>(N * N, 1e-4, [=] {
    std::vector<double> Result(N * N);
    for (size_t Row = 0; Row < N; ++Row)
      for (size_t K = 0; K < N; ++K)
        for (size_t Column = 0; Column < N; ++Column)
          Result[Row * N + Column] += double(A[Row * N + K]) * B[K * N + Column];
    return Result;
  }));
  P.Native = {
      {"sgemmTiled",
       {N, N},
       {16, 16},
       {NativeArgument::array(0), NativeArgument::array(1), NativeArgument::array(2), SgemmTiledSize}}};
  return P;
}
static const Registration Registered(make);
