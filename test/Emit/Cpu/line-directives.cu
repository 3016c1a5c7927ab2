// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines lead back to the source behind everything that was added.
// RUN: %lorcha translate %s -o - | grep -v '^// ' | FileCheck %s
__global__ void k(int *p) {
  p[0] = 1;
}
int after;
// CHECK: #include <lorcha/runtime.h>
// CHECK-NEXT: #line 1 "{{.*}}line-directives.cu"
// CHECK: #line 5 "{{.*}}line-directives.cu"
// CHECK-NEXT: p[0] = 1;
// CHECK: #line 7 "{{.*}}line-directives.cu"
// CHECK-NEXT: int after;
