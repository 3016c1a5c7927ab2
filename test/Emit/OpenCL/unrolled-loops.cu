// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The user's hints are handed on, and small loops with a constant number of rounds get one; not those with barriers.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
template <int Count> __device__ float sum(const float *from) {
  float all = 0;
#pragma unroll Count
  for (int i = 0; i < 100; ++i)
    all += from[i];
  return all;
}
__global__ void k(float *data, int n) {
  for (int y = 4; y > 0; y -= 2)
    for (int x = -1; x <= 1; ++x)
      data[n] += data[y * n + x];
#pragma unroll
  for (int i = 0; i < n; ++i)
    data[i] *= 2;
#pragma unroll 1
  for (int i = 0; i < 2; ++i)
    data[i] *= 3;
#pragma unroll
  for (int i = 0; i < 3; ++i)
    __syncthreads();
  for (int i = 0; i < 33; ++i)
    data[i] *= 4;
  for (int i = 0; i < 8; ++i)
    while (data[i] > 1)
      data[i] *= .5f;
  data[0] = sum<7>(data);
}
// CHECK: #pragma unroll 7
// CHECK-NEXT: for (int i = 0; i < 100; ++i) {
// CHECK: kernel void k(
// CHECK: #pragma unroll
// CHECK-NEXT: for (int y = 4; y > 0; y -= 2) {
// CHECK-NEXT: #pragma unroll
// CHECK-NEXT: for (int x = -1; x <= 1; ++x) {
// CHECK: #pragma unroll{{$}}
// CHECK-NEXT: for (int i = 0; i < n; ++i) {
// CHECK: #pragma unroll 1
// CHECK-NEXT: for (int i = 0; i < 2; ++i) {
// CHECK-NOT: #pragma
// CHECK: lorcha_syncthreads();
// CHECK-NOT: #pragma
// CHECK: data[0] =
