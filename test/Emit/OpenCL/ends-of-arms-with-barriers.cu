// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arms that hold barriers, and returns before barriers, are kept apart from what ends like them.
// RUN: %inspect --print=opencl --no-line-directives %s | grep -v '^// ' | FileCheck %s
__global__ void run(int *out, int n) {
  if (n < 0) {
    out[0] = 1;
    return;
  }
  if (n > 5) {
    __syncthreads();
    out[1] = 2;
  } else {
    out[1] = 3;
  }
  if (threadIdx.x > 3)
    out[2] = 4;
}
// CHECK: out[0] = 1;
// CHECK-NEXT: LORCHA_ARM_END;
// CHECK-NEXT: return;
// CHECK: out[1] = 2;
// CHECK-NEXT: LORCHA_ARM_END;
// CHECK-NEXT: } else {
// CHECK-NEXT: out[1] = 3;
// CHECK-NEXT: }
// CHECK-NOT: LORCHA_ARM_END
