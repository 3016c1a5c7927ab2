// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the kernels that multiply square matrices have in common: the problem, and how a good CPU programmer
// solves it.
#ifndef LORCHA_BENCH_GEMM_H
#define LORCHA_BENCH_GEMM_H

#include "Problem.h"

namespace bench {

struct GemmNames {
  const char *Folder, *LaunchCuda;
  void (*RunOpenMp)(void *const *);
  const char *NativeKernel;
};

/// C = A B of N x N matrices. The native kernel has a work-item per element in groups of Local.
template <class T> Problem makeGemm(const GemmNames &Names, size_t N, const size_t (&Local)[2]) {
  const auto FloatsA = randomFloats(N * N, -1, 1, 8), FloatsB = randomFloats(N * N, -1, 1, 9);
  const std::vector<T> A(FloatsA.begin(), FloatsA.end()), B(FloatsB.begin(), FloatsB.end());
  Problem P = {Names.Folder, {input(A), input(B)}, Names.LaunchCuda, Names.RunOpenMp, {}, {}};
  P.Arrays.push_back(output<T>(N * N, sizeof(T) == sizeof(float) ? 1e-4 : 1e-12, [=] {
    std::vector<double> Result(N * N);
    for (size_t Row = 0; Row < N; ++Row)
      for (size_t K = 0; K < N; ++K)
        for (size_t Column = 0; Column < N; ++Column)
          Result[Row * N + Column] += double(A[Row * N + K]) * double(B[K * N + Column]);
    return Result;
  }));
  P.Native = {{Names.NativeKernel, {N, N}, {Local[0], Local[1]}, arraysAnd(3, {static_cast<int>(N)})}};
  P.Least = ofArithmetic(2.0 * double(N) * double(N) * double(N), sizeof(T) == sizeof(double));
  return P;
}

/// Four rows and four vectors of columns at a time, in registers.
template <class T, int N> void runGemm(void *const *Arrays) {
  const T *A = arrayOf<T>(Arrays, 0), *B = arrayOf<T>(Arrays, 1);
  T *C = arrayOf<T>(Arrays, 2);
  constexpr int Rows = 4, Columns = 4 * 64 / sizeof(T);
  static_assert(N % Rows == 0 && N % Columns == 0, "no rests");
#pragma omp parallel for collapse(2) schedule(static)
  for (int Column = 0; Column < N; Column += Columns)
    for (int Row = 0; Row < N; Row += Rows) {
      T Sums[Rows][Columns] = {};
      for (int K = 0; K < N; ++K)
        for (int Y = 0; Y < Rows; ++Y)
#pragma omp simd
          for (int X = 0; X < Columns; ++X)
            Sums[Y][X] += A[(Row + Y) * N + K] * B[K * N + Column + X];
      for (int Y = 0; Y < Rows; ++Y)
        for (int X = 0; X < Columns; ++X)
          C[(Row + Y) * N + Column + X] = Sums[Y][X];
    }
}

} // namespace bench

#endif
