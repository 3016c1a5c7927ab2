// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A region that computes with two elements of a shared array takes them from what stands for the array.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void step_block
// CHECK: lorcha::butterflies(lorchaBlock, own, [&](const lorcha::RegionThread &lorchaThread, auto lorchaFirst, auto lorchaSecond) {
// CHECK: int a = lorchaSecond[high], b = lorchaFirst[low];
// CHECK-NEXT: lorchaFirst[low] += a;
// CHECK-NEXT: lorchaSecond[high] = b - a;
// CHECK-NEXT: });
// CHECK: out[t] = own[t];
__global__ void step(int *out, int distance) {
  __shared__ int own[64];
  int t = threadIdx.x, low = 2 * t - (t & (distance - 1)), high = low + distance;
  own[t] = own[t + 32] = t;
  __syncthreads();
  int a = own[high], b = own[low];
  own[low] += a;
  own[high] = b - a;
  __syncthreads();
  out[t] = own[t];
}
