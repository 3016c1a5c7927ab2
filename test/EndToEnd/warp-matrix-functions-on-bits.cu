// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp matrix functions on elements of 4 bits, with and without sign, and of 1 bit.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// BACKENDS: cpu, opencl -- they need nothing that the minimal profile lacks, and PoCL compiles their kernels for a minute
#include "check.h"
#include <mma.h>
using namespace nvcuda;
using namespace nvcuda::wmma::experimental;

template <class T> __global__ void nibbles(const int *a, const int *b, int *d) {
  wmma::fragment<wmma::matrix_a, 8, 8, 32, T, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 8, 8, 32, T, wmma::col_major> right;
  wmma::fragment<wmma::accumulator, 8, 8, 32, int> sum;
  wmma::fill_fragment(sum, 7);
  wmma::load_matrix_sync(left, a, 64);
  wmma::load_matrix_sync(right, b, 32);
  wmma::mma_sync(sum, left, right, sum);
  wmma::store_matrix_sync(d, sum, 8, wmma::mem_row_major);
}

__global__ void bits(const int *a, const int *b, int *d) {
  wmma::fragment<wmma::matrix_a, 8, 8, 128, precision::b1, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 8, 8, 128, precision::b1, wmma::col_major> right;
  wmma::fragment<wmma::accumulator, 8, 8, 128, int> sum;
  wmma::fill_fragment(sum, 0);
  wmma::load_matrix_sync(left, a, 256);
  wmma::load_matrix_sync(right, b, 128);
  wmma::bmma_sync(sum, left, right, sum);
  wmma::store_matrix_sync(d, sum, 8, wmma::mem_row_major);
  wmma::bmma_sync(sum, left, right, sum, bmmaBitOpAND);
  wmma::store_matrix_sync(d + 64, sum, 8, wmma::mem_row_major);
}

int main() {
  int *a = managed<int>(64), *b = managed<int>(32), *d = managed<int>(64 * 4);
  for (int i = 0; i < 64; ++i)
    a[i] = int(2654435761u * unsigned(i + 1));
  for (int i = 0; i < 32; ++i)
    b[i] = int(2246822519u * unsigned(i + 3));
  nibbles<precision::s4><<<1, 32>>>(a, b, d);
  nibbles<precision::u4><<<1, 32>>>(a, b, d + 64);
  bits<<<1, 32>>>(a, b, d + 128);
  LAUNCH_OK();
  for (int m = 0; m < 8; ++m)
    for (int n = 0; n < 8; ++n) {
      int with = 7, without = 7, differ = 0, both = 0;
      for (int k = 0; k < 128; ++k) {
        // Rows of A are eight words apart; rows of nibbles, columns of B and bits are words in a row.
        unsigned left = unsigned(a[m * 8 + k / 32]), right = unsigned(b[n * 4 + k / 32]);
        differ += (left >> k % 32 ^ right >> k % 32) & 1;
        both += left >> k % 32 & right >> k % 32 & 1;
        if (k % 4 == 0) {
          int x = left >> k % 32 & 15, y = right >> k % 32 & 15;
          without += x * y;
          with += (x > 7 ? x - 16 : x) * (y > 7 ? y - 16 : y);
        }
      }
      EXPECT(d[m * 8 + n] == with);
      EXPECT(d[64 + m * 8 + n] == without);
      EXPECT(d[128 + m * 8 + n] == differ);
      EXPECT(d[192 + m * 8 + n] == differ + both);
    }
  return finish();
}
