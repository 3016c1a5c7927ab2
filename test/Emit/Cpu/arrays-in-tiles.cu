// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Small arrays of the threads' own are kept word by word where neighbouring threads run side by side, and in one piece elsewhere.
// RUN: %lorcha translate %s -o - | sed 's,//.*,,' | FileCheck %s
// RUN: %lorchacc -c %s -o %t.o && %lorchacc -c -ccbin %gxx %s -o %t.o

__global__ void fourRows(const float *a, const float *b, float *c, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  float sums[4] = {};
  for (int k = 0; k < n; ++k)
    for (int i = 0; i < 4; ++i)
      sums[i] += a[i * n + k] * b[k * n + x];
  for (int i = 0; i < 4; ++i)
    c[i * n + x] = sums[i];
}
// CHECK-LABEL: void fourRows_block(
// CHECK: lorcha::StructPerThread<lorcha::OwnArray<float[4]>> sums_t(
// CHECK: float sums[4] = {}; lorcha::Keep sums_keep(sums, sums_t[lorchaThread]);
// CHECK: lorcha::tile<{{.*}}lorcha::OwnArray<float[4]> &sums)
// CHECK: lorcha::OwnArray<float[4]> sums = lorcha::valueIn(sums_t[lorchaThread]).Value;

template <int N> __global__ void points(const float *a, float2 *out, int n) {
  float2 at[N];
  for (int i = 0; i < N; ++i)
    at[i].x = at[i].y = i;
  for (int k = 0; k < n; ++k) {
    float value = a[k * n + threadIdx.x];
    for (int i = 0; i < N; ++i) {
      at[i].x += value;
      at[i].y *= value;
    }
  }
  out[threadIdx.x].x = at[N - 1].x * at[0].y;
}
template __global__ void points<3>(const float *, float2 *, int);
// CHECK-LABEL: void points_block(
// CHECK: lorcha::StructPerThread<lorcha::OwnArray<float2[N]>> at_t(

// Neighbours' elements lie apart; an address is handed on.
__device__ void add(float *place, float value) { *place += value; }
__global__ void apart(const float *a, float *c) {
  float own[8] = {}, handed[2] = {};
  for (int i = 0; i < 8; ++i)
    own[i] = a[threadIdx.x * 8 + i];
  __syncthreads();
  add(&handed[1], own[2]);
  __syncthreads();
  for (int i = 0; i < 8; ++i)
    c[threadIdx.x * 8 + i] = own[i] + handed[1];
}
// CHECK-LABEL: void apart_block(
// CHECK-DAG: lorcha::PerThread<float[8]> own_t(
// CHECK-DAG: lorcha::PerThread<float[2]> handed_t(
