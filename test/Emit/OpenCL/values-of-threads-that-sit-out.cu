// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that sit out hand on 0, not a variable without a value.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ int shifted(int value) {
  if (value < 0)
    return 1;
  return __shfl_up_sync(~0u, value, 1);
}
__global__ void run(int *data, int n) {
  if (threadIdx.x < n) {
    int own = data[threadIdx.x];
    data[threadIdx.x] = shifted(own);
  }
}
// CHECK: static int shifted(
// CHECK: int lorcha_result = 0;
// CHECK: int own = 0;
// CHECK-NEXT: if (lorcha_branch) {
// CHECK: own = data[
