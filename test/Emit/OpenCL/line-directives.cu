// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines lead back to the source, without directives where they follow one another.
// RUN: %inspect --print=opencl %s | FileCheck %s
__global__ void run(int *out) {
  int a = out[0];
  int b = out[1];

  out[2] = a + b;
}
// CHECK: #line 4 "{{.*}}line-directives.cu"
// CHECK-NEXT: kernel void run(
// CHECK: #line 5 "{{.*}}line-directives.cu"
// CHECK-NEXT:   int a = out[0];
// CHECK-NEXT:   int b = out[1];
// CHECK-NEXT: #line 8 "{{.*}}line-directives.cu"
// CHECK-NEXT:   out[2] = a + b;
