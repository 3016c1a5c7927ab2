// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp matrix functions in double in a loop, on tf32 that the program rounds, and with sums that saturate.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// BACKENDS: cpu, opencl -- they need nothing that the minimal profile lacks, and PoCL compiles their kernels for a minute
#include "check.h"
#include <cmath>
#include <mma.h>
using namespace nvcuda;

constexpr int depth = 32;

__global__ void doubles(const double *a, const double *b, double *d) {
  wmma::fragment<wmma::accumulator, 8, 8, 4, double> sum;
  wmma::fill_fragment(sum, 1.0);
  for (int k = 0; k < depth; k += 4) {
    wmma::fragment<wmma::matrix_a, 8, 8, 4, double, wmma::row_major> left;
    wmma::fragment<wmma::matrix_b, 8, 8, 4, double, wmma::col_major> right;
    wmma::load_matrix_sync(left, a + k, depth);
    wmma::load_matrix_sync(right, b + k, depth);
    wmma::mma_sync(sum, left, right, sum);
  }
  wmma::store_matrix_sync(d, sum, 8, wmma::mem_row_major);
}

__global__ void rounded(const float *a, const float *b, float *d) {
  wmma::fragment<wmma::matrix_a, 16, 16, 8, wmma::precision::tf32, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 16, 16, 8, wmma::precision::tf32, wmma::row_major> right;
  wmma::fragment<wmma::accumulator, 16, 16, 8, float> sum;
  wmma::fill_fragment(sum, 0.0f);
  wmma::load_matrix_sync(left, a, 8);
  wmma::load_matrix_sync(right, b, 16);
  for (int i = 0; i < left.num_elements; ++i)
    left.x[i] = wmma::__float_to_tf32(left.x[i]);
  wmma::mma_sync(sum, left, right, sum);
  wmma::store_matrix_sync(d, sum, 16, wmma::mem_row_major);
}

__global__ void saturated(int *d) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, signed char, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, signed char, wmma::col_major> right;
  wmma::fragment<wmma::accumulator, 16, 16, 16, int> sum;
  wmma::fill_fragment(left, 100);
  wmma::fill_fragment(right, 100);
  wmma::fill_fragment(sum, 0x7fffff00);
  wmma::mma_sync(sum, left, right, sum, true);
  wmma::store_matrix_sync(d, sum, 16, wmma::mem_row_major);
}

int main() {
  double *a = managed<double>(8 * depth), *b = managed<double>(8 * depth), *d = managed<double>(64);
  for (int i = 0; i < 8 * depth; ++i) {
    a[i] = 1.0 / (i % 13 + 1);
    b[i] = i % 17 - 8.0;
  }
  doubles<<<1, 32>>>(a, b, d);
  LAUNCH_OK();
  for (int m = 0; m < 8; ++m)
    for (int n = 0; n < 8; ++n) {
      double sum = 1;
      for (int k = 0; k < depth; ++k)
        sum += a[m * depth + k] * b[n * depth + k];
      EXPECT(std::fabs(d[m * 8 + n] - sum) < 1e-12);
    }
  float *fa = managed<float>(16 * 8), *fb = managed<float>(8 * 16), *fd = managed<float>(256);
  for (int m = 0; m < 16; ++m)
    fa[m * 8 + m % 8] = 1 + (m + 1) / 4096.0f; // 12 bits behind the point: two too many
  for (int k = 0; k < 8; ++k)
    for (int n = 0; n < 16; ++n)
      fb[k * 16 + n] = k + 1;
  rounded<<<1, 32>>>(fa, fb, fd);
  LAUNCH_OK();
  for (int m = 0; m < 16; ++m)
    for (int n = 0; n < 16; ++n)
      EXPECT(fd[m * 16 + n] == (m % 8 + 1) * (1 + (m + 3) / 4 / 1024.0f));
  int *id = managed<int>(256);
  saturated<<<1, 32>>>(id);
  LAUNCH_OK();
  for (int i = 0; i < 256; ++i)
    EXPECT(id[i] == 0x7fffffff);
  return finish();
}
