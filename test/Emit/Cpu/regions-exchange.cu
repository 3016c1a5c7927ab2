// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A shuffle: each thread hands its value in, the next loop takes from what all have handed in. Where the block knows who
// takes from whom, it permutes in between, and all of this is done warp by warp.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void sum(float *data) {
  float v = data[threadIdx.x];
  for (int offset = 16; offset > 0; offset >>= 1)
    v += __shfl_down_sync(0xffffffff, v, offset);
  data[threadIdx.x] = v;
}
// CHECK: lorcha::Exchange<true> lorchaExchange1(LORCHA_PER_THREAD(lorchaBlock, lorcha::ExchangeSlot));
// CHECK: lorcha::forEachWarp(lorchaBlock, lorcha::EveryThread(), [&](const auto &lorchaBlock, auto &lorchaExchange1, auto &v_t) {
// CHECK-NEXT: LORCHA_WARP_ROUNDS for (int offset = 16; offset > 0; offset >>= 1)
// CHECK-NEXT: { lorchaExchange1.clear();
// CHECK-NEXT: lorcha::region(
// CHECK: lorchaExchange1.give(lorchaThread, v);
// CHECK-NEXT: });
// CHECK-NEXT: lorcha::permuted::__shfl_down_sync(lorchaExchange1, 0xffffffff, offset);
// CHECK-NEXT: lorcha::region(
// CHECK: v += lorcha::permuted::__shfl_down_sync(lorchaExchange1, lorchaThread, 0xffffffff, v, offset);
// CHECK: }, lorchaExchange1, v_t);

__global__ void anyone(float *data, const int *from) {
  data[threadIdx.x] = __shfl_sync(0xffffffff, data[threadIdx.x], from[threadIdx.x]);
}
// CHECK-LABEL: static void anyone_block
// CHECK: lorcha::regionInTurn(
// CHECK: lorcha::exchanged::__shfl_sync(lorchaExchange1, lorchaThread, 0xffffffff, data[threadIdx.x], from[threadIdx.x]);
