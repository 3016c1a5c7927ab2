// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function that only a part of the block calls gets the predicate, and every thread calls it.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ int sum(int v) {
  for (int d = 16; d > 0; d /= 2)
    v += __shfl_down_sync(0xffffffffu, v, d);
  return v;
}
__global__ void run(int *out) {
  int v = out[threadIdx.x];
  if (threadIdx.x < 32)
    out[threadIdx.x] = v && sum(v) ? 1 : 0;
}
// CHECK: static int sum(const lorcha_context *lorchaContext, bool lorcha_takes, int v) {
// CHECK: bool lorcha_condition = lorcha_branch && v;
// CHECK-NEXT: bool lorcha_branch2 = lorcha_branch && lorcha_condition;
// CHECK-NEXT: int lorcha_value = sum(lorchaContext, lorcha_branch2, v);
// CHECK-NEXT: if (lorcha_branch) {
// CHECK-NEXT:   out[LORCHA_WIDE_THREAD_IDX_X] = lorcha_condition && lorcha_value ? 1 : 0;
