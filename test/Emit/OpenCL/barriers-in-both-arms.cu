// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that wait at different barriers of an if and its else meet there.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *out) {
  __shared__ int left, right;
  if (threadIdx.x < 32) {
    left = 1;
    __syncthreads();
    out[threadIdx.x] = right;
  } else {
    right = 2;
    __syncthreads();
    out[threadIdx.x] = left;
  }
}
// CHECK:      if (lorcha_branch) {
// CHECK-NEXT:   left = 1;
// CHECK:      if (lorcha_branch2) {
// CHECK-NEXT:   right = 2;
// CHECK:      lorcha_syncthreads();
// CHECK-NEXT: if (lorcha_branch) {
// CHECK-NEXT:   out[LORCHA_WIDE_THREAD_IDX_X] = right;
// CHECK:      if (lorcha_branch2) {
// CHECK-NEXT:   out[LORCHA_WIDE_THREAD_IDX_X] = left;
