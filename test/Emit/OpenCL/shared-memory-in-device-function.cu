// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel declares the shared variables of the functions that it calls, and hands them down.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ int next() {
  __shared__ int count[2];
  return count[1]++;
}
__device__ int twice() { return next() + next(); }
__global__ void run(int *out) { *out = twice(); }
// CHECK: shared 8; fragments
// CHECK: static LORCHA_TAKES_LOCAL int next(local int (*count)[2]) {
// CHECK-NEXT:   return (*count)[1]++;
// CHECK: static LORCHA_TAKES_LOCAL int twice(local int (*next_count)[2]) {
// CHECK-NEXT:   return next(next_count) + next(next_count);
// CHECK: kernel void run(
// CHECK: local int next_count[2];
// CHECK: *out = twice(&next_count);
