// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// extern __shared__ in kernels, in device functions and at namespace scope.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
extern __shared__ int outer[];
__device__ int first() { return outer[0]; }
template <class T> __global__ void k(T *p) {
  extern __shared__ double buffer[];
  buffer[threadIdx.x] = first();
  *p = buffer[0];
}
void run(int *p) { k<<<1, 1, 8>>>(p); }
// CHECK: static inline int first(const lorcha::Thread &lorchaThread) {
// CHECK-NEXT: auto *const outer = lorcha::dynamicShared<int>(lorchaThread.block);
// CHECK: auto *const buffer = lorcha::dynamicShared<double>(lorchaBlock);
// CHECK: buffer[threadIdx.x] = first(lorchaThread);
