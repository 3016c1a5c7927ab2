// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops of few rounds over arrays that each thread has of its own are unrolled: the arrays become registers, as on a GPU.
// RUN: %lorcha translate %s -o - | sed 's,//.*,,' | FileCheck %s
// RUN: %lorcha translate -G %s -o - | sed 's,//.*,,' | FileCheck %s --check-prefix=DEBUG
// DEBUG-NOT: LORCHA_UNROLLED
constexpr int Rows = 4;

__device__ float total(const float *p) {
  float parts[Rows], sum = 0;
  int m;
  for (m = 0; m < Rows; ++m)
    parts[m] = p[m] * p[m];
  for (int i = 0; i < Rows; i++) {
    __threadfence();
    sum += parts[i];
  }
  return sum;
}
// CHECK-LABEL: float total(
// CHECK: LORCHA_UNROLLED for (m = 0; m < Rows; ++m)
// CHECK: LORCHA_UNROLLED for (int i = 0; i < Rows; i++)

template <int N> __global__ void products(const float *a, const float *b, float *c, int n) {
  __shared__ float tile[64];
  float sums[N][N] = {}, row[N];
  for (int k = 0; k < n; ++k) {
    for (int i = 0; i < 64; i += blockDim.x)
      tile[i] = a[k * 64 + i];
    __syncthreads();
    for (int i = 0; i < N; ++i)
      row[i] = tile[threadIdx.x * N + i];
    for (int i = 0; i < N; ++i)
      for (int j = 0; j < N; ++j)
        sums[i][j] += row[i] * b[k * N + j];
    __syncthreads();
  }
#pragma unroll 2
  for (int i = 0; i < N; ++i)
    c[threadIdx.x * N + i] = sums[i][i] + total(c);
}
template __global__ void products<4>(const float *, const float *, float *, int);
template __global__ void products<8>(const float *, const float *, float *, int);
// CHECK-LABEL: void products_block(
// CHECK: for (int k = 0; k < n; ++k)
// CHECK-NOT: LORCHA_UNROLLED for (int i = 0; i < 64
// CHECK: LORCHA_UNROLLED for (int i = 0; i < N; ++i)
// CHECK-NEXT: row[i] = tile[threadIdx.x * N + i];
// CHECK: LORCHA_UNROLLED for (int i = 0; i < N; ++i)
// CHECK-NEXT: LORCHA_UNROLLED for (int j = 0; j < N; ++j)
// CHECK: #pragma unroll 2
// CHECK-NEXT: for (int i = 0; i < N; ++i)

// Too many rounds, too much to do in them, rounds of no constant number, elements that the loop does not choose, threads that wait, rounds that are left,
// a counter that counts otherwise.
__device__ float heavy(float x) {
  float sum = 0;
  for (int i = 0; i < 40; ++i)
    sum = sum * x + i;
  return sum;
}
__global__ void others(float *p, int n) {
  float many[300], few[8] = {}, some[100];
  for (int i = 0; i < 100; ++i)
    some[i] = heavy(p[i]);
  p[0] += some[n];
  for (int i = 0; i < 300; ++i)
    many[i] = p[i];
  for (int i = 0; i < n; ++i)
    few[i % 8] += many[i];
  for (int i = 0; i < 8; ++i)
    few[3] += p[i];
  for (int i = 0; i < 8; ++i) {
    few[i] += 1;
    __syncthreads();
  }
  for (int i = 0; i < 8; ++i)
    few[i++] = 0;
  for (int i = 0; i < 8; ++i) {
    if (few[i] > 3)
      break;
    p[i] = few[i];
  }
}
// CHECK-LABEL: void others_block(
// CHECK-NOT: LORCHA_UNROLLED
// CHECK: void others(
