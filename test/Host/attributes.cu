// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes that mean nothing to a host compiler go; those that do something get its spelling.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
struct __align__(16) Aligned { float x[4]; };
__device__ __forceinline__ int f() { return 1; }
__device__ __noinline__ int g() { return 2; }
__attribute__((__noinline__)) int h() { return 3; }
// CHECK: struct __attribute__((aligned(16))) Aligned
// CHECK: static inline __attribute__((always_inline)) int f()
// CHECK: static inline __attribute__((noinline)) int g()
// CHECK: __attribute__((__noinline__)) int h()
