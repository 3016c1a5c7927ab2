// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the lanes of a warp compute together keeps a kernel in fibers.
// RUN: %inspect --print=plan %s | FileCheck %s
#include <mma.h>
using namespace nvcuda;

__global__ void product(const __half *a, const __half *b, float *d) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, __half, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, __half, wmma::col_major> right;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> sum;
  wmma::fill_fragment(sum, 0.0f);
  wmma::load_matrix_sync(left, a, 16);
  wmma::load_matrix_sync(right, b, 16);
  wmma::mma_sync(sum, left, right, sum);
  wmma::store_matrix_sync(d, sum, 16, wmma::mem_row_major);
}
// CHECK: kernel 'product' {{.*}}: fiber
// CHECK-NEXT: because of a matrix function of a warp at matrix-functions.cu:12
