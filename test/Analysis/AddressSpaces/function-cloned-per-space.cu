// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function called with shared and with global pointers has two instances.
// RUN: %inspect --print=spaces %s | FileCheck %s
__device__ float first(const float *p) { return *p; }
__global__ void run(float *out) {
  __shared__ float tile[32];
  tile[threadIdx.x] = 1;
  out[0] = first(tile) + first(out);
}
// CHECK: run: out=global
// CHECK-NEXT: first: p=local
// CHECK-NEXT: first: p=global
