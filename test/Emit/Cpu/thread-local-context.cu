// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators, virtual functions and functions whose address is taken ask a thread-local; the loop sets it.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
struct Add {
  __device__ int operator()(int x) const { return x + threadIdx.x; }
};
__device__ int where() { return blockIdx.x; }
typedef int (*Function)();
__device__ Function pointer = where;
__global__ void k(int *p) { *p = Add()(pointer()); }
// CHECK: int operator()(int x) const {
// CHECK-NEXT: const lorcha::Thread &lorchaThread = lorcha::currentThread();
// CHECK-NEXT: const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK: static inline int where() {
// CHECK-NEXT: const lorcha::Thread &lorchaThread = lorcha::currentThread();
// CHECK-NEXT: const uint3 blockIdx = lorchaThread.block.blockIdx;
// CHECK: static Function pointer = where;
// CHECK: lorcha::forEachTrackedThread(lorchaBlock,
