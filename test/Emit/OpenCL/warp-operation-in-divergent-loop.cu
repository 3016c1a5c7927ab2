// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that threads leave one after the other goes on until none is left in it.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *data, int n) {
  int t = threadIdx.x, sum = 0;
  for (int i = t; i < n; i += 7) {
    if (data[i] < 0)
      break;
    sum += __shfl_sync(0xffffffffu, data[i], 0);
  }
  data[t] = sum;
}
// CHECK: int i = t;
// CHECK-NEXT: bool lorcha_loop = true;
// CHECK-NEXT: while (true) {
// CHECK-NEXT:   lorcha_loop = lorcha_loop && i < n;
// CHECK-NEXT:   if (!lorcha_syncthreads_or(lorchaContext, true, lorcha_loop)) {
// CHECK-NEXT:     break;
// CHECK-NEXT:   }
// CHECK-NEXT:   bool lorcha_round = lorcha_loop;
// CHECK:        if (data[i] < 0) {
// CHECK-NEXT:     lorcha_round = lorcha_loop = false;
// CHECK:        int lorcha_argument = 0;
// CHECK-NEXT:   if (lorcha_round) {
// CHECK-NEXT:     lorcha_argument = data[i];
// CHECK-NEXT:   }
// CHECK-NEXT:   int lorcha_value = lorcha_shfl_sync_int(lorchaContext, lorcha_round, 0xffffffffu, lorcha_argument, 0, 32);
// CHECK-NEXT:   if (lorcha_round) {
// CHECK-NEXT:     sum += lorcha_value;
// CHECK:        if (lorcha_loop) {
// CHECK-NEXT:     i += 7;
