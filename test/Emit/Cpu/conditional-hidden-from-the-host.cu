// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that only the device pass sees: the macro is defined around the whole conditional, and not again in it.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#if __CUDA_ARCH__ >= 700
__device__ int newer() {
#if __CUDA_ARCH__ >= 800
  return 8;
#else
  return 7;
#endif
}
#endif
__global__ void k(int *p) { *p = 1; }
// CHECK: #define __CUDA_ARCH__ 800
// CHECK-NEXT: #if __CUDA_ARCH__ >= 700
// CHECK-NEXT: static inline int newer() {
// CHECK-NEXT: #if __CUDA_ARCH__ >= 800
// CHECK: #endif
// CHECK-NEXT: }
// CHECK-NEXT: #endif
// CHECK-NEXT: #undef __CUDA_ARCH__
// CHECK-NOT: __CUDA_ARCH__
