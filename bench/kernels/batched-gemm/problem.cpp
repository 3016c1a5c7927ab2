// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Products of many 16 x 16 matrices, a block each: limited by memory.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runBatchedGemm(void *const *Arrays);

static Problem make() {
  const size_t Count = size_t(BatchedGemmCount) * 256;
  const auto A = randomFloats(Count, -1, 1, 22), B = randomFloats(Count, -1, 1, 23);
  Problem P = {"batched-gemm", {input(A), input(B)}, "launchBatchedGemm", runBatchedGemm, {}, {}};
  P.Arrays.push_back(output<float>(Count, 1e-5, [=] {
    std::vector<double> Result(Count);
    for (size_t I = 0; I < Count; ++I)
      for (size_t K = 0; K < 16; ++K)
        Result[I] += double(A[I / 16 * 16 + K]) * double(B[I / 256 * 256 + K * 16 + I % 16]);
    return Result;
  }));
  P.Native = {{"batchedGemm", {BatchedGemmCount * 16, 16}, {16, 16}, arraysAnd(3)}};
  P.Least = ofMemory(12.0 * double(Count));
  return P;
}
static const Registration Registered(make);
