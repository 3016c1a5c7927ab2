// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function that differs between host and device has two versions; device code calls its own.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__host__ __device__ int where() {
#ifdef __CUDA_ARCH__
  return threadIdx.x;
#else
  return -1;
#endif
}
__host__ __device__ int twice() { return 2 * where(); }
__global__ void k(int *p) { *p = twice(); }
int main() { return twice(); }
// CHECK: {{^}}int where() {
// CHECK: #define __CUDA_ARCH__ 800
// CHECK-NEXT: int where(const lorcha::Thread &lorchaThread) {
// CHECK-NEXT:   const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK: #undef __CUDA_ARCH__
// CHECK: {{^}}int twice() { return 2 * where(); }
// CHECK: {{^}}int twice(const lorcha::Thread &lorchaThread) { return 2 * where(lorchaThread); }
// CHECK: *p = twice(lorchaThread);
// CHECK: int main() { return twice(); }
