// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared variables of device functions live in the memory of the block.
// RUN: %lorcha translate --force-form=fiber %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__device__ float sum(float x) {
  __shared__ float all[32];
  all[threadIdx.x] = x;
  __syncthreads();
  return all[0] + all[1];
}
__global__ void k(float *p) { *p = sum(*p); }
// CHECK: static inline float sum(const lorcha::Thread &lorchaThread, float x) {
// CHECK-NEXT: const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK-NEXT: static constexpr lorcha::SharedVariable<float[32]> all_storage; auto &all = all_storage.in(lorchaThread.block);
// CHECK: *p = sum(lorchaThread, *p);
