// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Labels stand before statements only.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *out, int n) {
  switch (n) {
  case 1:
    int q;
    q = n;
    *out = q;
    break;
  default:
    goto end;
  }
  *out += 1;
end:;
}
// CHECK: switch (n) {
// CHECK-NEXT:   case 1:
// CHECK-NEXT:     ;
// CHECK-NEXT:     int q;
// CHECK:     break;
// CHECK-NEXT:   default:
// CHECK-NEXT:     goto end;
// CHECK-NEXT:   }
// CHECK-NEXT:   *out += 1;
// CHECK-NEXT: end:
// CHECK-NEXT:   ;
// CHECK-NEXT: }
