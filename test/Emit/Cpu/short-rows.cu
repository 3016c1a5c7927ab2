// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops over rows are told how wide the numbers of light code are. Heavy code, and code whose types other instantiations change, says nothing.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cuda_runtime.h>

// CHECK-LABEL: copies_block
// CHECK: lorcha::regionOfRows<4>(
// CHECK: __syncthreads();
// CHECK: lorcha::regionOfSpan<8>(
__global__ void copies(const float *in, double *out, int n) {
  __shared__ float tile[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  tile[y][x] = in[y * n + x];
  __syncthreads();
  if (x < n)
    out[y * n + x] = tile[x][y];
}

// CHECK-LABEL: kept_block
// CHECK: lorcha::regionOfRows<8>(
// CHECK: double own = in[lorcha::wide(y * 16) + x]; lorcha::Keep
__global__ void kept(const float *in, float *out) {
  int x = threadIdx.x, y = threadIdx.y;
  double own = in[y * 16 + x];
  __syncthreads();
  out[y * 16 + x] = own;
}

// CHECK-LABEL: heavy_block
// CHECK: lorcha::regionOfRows(
// CHECK: sinf
// CHECK: __syncthreads();
// CHECK: lorcha::regionOfRows(
// CHECK: for (
__global__ void heavy(const float *in, float *out) {
  int x = threadIdx.x, y = threadIdx.y;
  out[y * 16 + x] = sinf(in[y * 16 + x]);
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 4; ++k)
    sum += in[y * 16 + x + k];
  out[y * 16 + x] = sum;
}

// CHECK-LABEL: any_block
// CHECK-NOT: regionOfRows<
template <class T> __global__ void any(const T *in, T *out) {
  int x = threadIdx.x, y = threadIdx.y;
  T own = in[y * 16 + x];
  __syncthreads();
  out[x * 16 + y] = own;
}
template __global__ void any(const float *, float *);
template __global__ void any(const char *, char *);
