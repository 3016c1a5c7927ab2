// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A vote in a loop's condition: the loop that hands in and the one that takes are one expression. An unrolling hint
// before a loop with barriers goes away.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void settle(float *data, int n) {
  float v = data[threadIdx.x];
#pragma unroll 4
  for (int i = 0; i < n; ++i) {
    __syncthreads();
    data[threadIdx.x] = v;
  }
  while (__any_sync(0xffffffff, v > 1))
    v /= 2;
  data[threadIdx.x] = v;
}
// CHECK-NOT: #pragma
// CHECK: for (int i = 0; i < n; ++i) {
// CHECK: (lorchaExchange1.clear(), lorcha::region(lorchaBlock, [&](
// CHECK-SAME: lorchaExchange1.vote(lorchaThread, v > 1); }), lorcha::counted::__any_sync(lorchaExchange1), lorcha::anyThread(lorchaBlock, [&](
// CHECK-SAME: lorcha::counted::__any_sync(lorchaExchange1, lorchaThread, 0xffffffff, v > 1)
