// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that returned still come to the barrier, and do nothing else.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *in, int *out, int n) {
  __shared__ int tile[64];
  int t = threadIdx.x;
  if (t >= n)
    return;
  tile[t] = in[t];
  __syncthreads();
  out[t] = tile[(t + 1) % n];
}
// CHECK: bool lorcha_takes = true;
// CHECK-NEXT: int t = (int)LORCHA_WIDE_THREAD_IDX_X;
// CHECK-NEXT: if (t >= n) {
// CHECK-NEXT:   lorcha_takes = false;
// CHECK-NEXT: }
// CHECK-NEXT: if (lorcha_takes) {
// CHECK-NEXT:   tile[t] = in[t];
// CHECK-NEXT: }
// CHECK-NEXT: lorcha_syncthreads();
// CHECK-NEXT: if (lorcha_takes) {
