// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas that capture by default see the indices of their surroundings; others ask.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void k(int *p) {
  auto all = [&] { return threadIdx.x; };
  auto none = [](int x) { return x + blockIdx.x; };
  p[all()] = none(1);
}
// CHECK: lorcha::forEachTrackedThread(
// CHECK: const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK: auto all = [&] { return threadIdx.x; };
// CHECK: auto none = [](int x) {
// CHECK-NEXT: const lorcha::Thread &lorchaThread = lorcha::currentThread();
// CHECK-NEXT: const uint3 blockIdx = lorchaThread.block.blockIdx;
