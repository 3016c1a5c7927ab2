// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// nvcuda::wmma with the types and shapes of fragments, against products computed by the host.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// BACKENDS: cpu, opencl -- they need nothing that the minimal profile lacks, and PoCL compiles their kernels for a minute
#include "check.h"
#include <mma.h>
#include <type_traits>
using namespace nvcuda;

constexpr int pad = 8; // between the rows or columns of A and B

// Two warps; the second one's B is twice the first one's. D lies column by column.
template <int M, int N, int K, class T, class StoredT, class SumT, class ALayout, class BLayout>
__global__ void multiply(const StoredT *a, const StoredT *b, const SumT *c, SumT *d) {
  int warp = threadIdx.x / 32;
  wmma::fragment<wmma::matrix_a, M, N, K, T, ALayout> left;
  wmma::fragment<wmma::matrix_b, M, N, K, T, BLayout> right;
  wmma::fragment<wmma::accumulator, M, N, K, SumT> sum, own;
  wmma::fill_fragment(own, 0.0f);
  wmma::load_matrix_sync(left, a, (std::is_same<ALayout, wmma::row_major>::value ? K : M) + pad);
  wmma::load_matrix_sync(right, b, (std::is_same<BLayout, wmma::row_major>::value ? N : K) + pad);
  wmma::load_matrix_sync(sum, c, N, wmma::mem_row_major);
  if (warp == 1)
    for (int i = 0; i < right.num_elements; ++i)
      right.x[i] = right.x[i] + right.x[i];
  wmma::mma_sync(sum, left, right, sum);
  wmma::mma_sync(own, left, right, own);
  for (int i = 0; i < sum.num_elements; ++i)
    sum.x[i] = sum.x[i] + own.x[i];
  wmma::store_matrix_sync(d + warp * M * N, sum, M, wmma::mem_col_major);
}

// Small whole numbers: all sums are exact in every type.
template <int M, int N, int K, class T, class StoredT, class SumT, class ALayout, class BLayout>
void check() {
  const bool aByRows = std::is_same<ALayout, wmma::row_major>::value;
  const bool bByRows = std::is_same<BLayout, wmma::row_major>::value;
  const int aStride = (aByRows ? K : M) + pad, bStride = (bByRows ? N : K) + pad;
  StoredT *a = managed<StoredT>(M * K + 64 * pad), *b = managed<StoredT>(K * N + 64 * pad);
  SumT *c = managed<SumT>(M * N), *d = managed<SumT>(2 * M * N);
  auto aAt = [&](int m, int k) { return (m * 5 + k * 3) % 7; };
  auto bAt = [&](int k, int n) { return (k * 2 + n * 5) % 5; };
  for (int k = 0; k < K; ++k) {
    for (int m = 0; m < M; ++m)
      a[aByRows ? m * aStride + k : k * aStride + m] = StoredT(float(aAt(m, k)));
    for (int n = 0; n < N; ++n)
      b[bByRows ? k * bStride + n : n * bStride + k] = StoredT(float(bAt(k, n)));
  }
  for (int i = 0; i < M * N; ++i)
    c[i] = SumT(float(i % 11));
  multiply<M, N, K, T, StoredT, SumT, ALayout, BLayout><<<1, 64>>>(a, b, c, d);
  LAUNCH_OK();
  for (int warp = 0; warp < 2; ++warp)
    for (int m = 0; m < M; ++m)
      for (int n = 0; n < N; ++n) {
        int sum = 0;
        for (int k = 0; k < K; ++k)
          sum += 2 * aAt(m, k) * bAt(k, n) * (warp + 1);
        EXPECT(float(d[warp * M * N + n * M + m]) == float(sum + (m * N + n) % 11));
      }
}

using row = wmma::row_major;
using col = wmma::col_major;

int main() {
  check<16, 16, 16, __half, __half, float, row, col>();
  check<16, 16, 16, __half, __half, float, col, row>();
  check<32, 8, 16, __half, __half, float, row, row>();
  check<8, 32, 16, __half, __half, float, col, col>();
  check<16, 16, 16, __half, __half, __half, row, col>();
  check<16, 16, 16, __nv_bfloat16, __nv_bfloat16, float, row, col>();
  check<32, 8, 16, __nv_bfloat16, __nv_bfloat16, float, col, row>();
  check<16, 16, 8, wmma::precision::tf32, float, float, row, col>();
  check<16, 16, 16, signed char, signed char, int, row, col>();
  check<8, 32, 16, unsigned char, unsigned char, int, col, row>();
  return finish();
}
