// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where all threads go the same way, nothing is predicated.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *out, int n) {
  __shared__ int tile[64];
  for (int i = 0; i < n; ++i) {
    if (i == 3)
      continue;
    __syncthreads();
    tile[threadIdx.x] += i;
  }
  *out = tile[0];
}
// CHECK-NOT: lorcha_takes
// CHECK: for (int i = 0; i < n; ++i) {
// CHECK-NEXT: if (i == 3) {
// CHECK-NEXT:   continue;
// CHECK-NEXT: }
// CHECK-NEXT: lorcha_syncthreads();
