// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A barrier: each thread on a context of its own; shared memory outside of the loop.
// RUN: %lorcha translate --force-form=fiber %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#define SIZE 64
__global__ void reverse(int *data) {
  __shared__ int tile[SIZE];
  tile[threadIdx.x] = data[threadIdx.x];
  __syncthreads();
  data[threadIdx.x] = tile[SIZE - 1 - threadIdx.x];
}
// CHECK: reverse_info = {"reverse", lorcha::KernelForm::Fiber, nullptr};
// CHECK: static void reverse_block(const lorcha::Block &lorchaBlock, int *data) {
// CHECK-NEXT:   alignas(64) int tile[SIZE];
// CHECK-NEXT:   lorcha::forEachFiber(lorchaBlock, [&](const lorcha::Thread &lorchaThread) {
// CHECK-NEXT:     const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK:          tile[threadIdx.x] = data[threadIdx.x];
// CHECK-NEXT:     __syncthreads();
