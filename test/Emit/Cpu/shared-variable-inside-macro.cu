// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that makes a shared variable and more.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#define BUFFER(n) __shared__ float buffer[n]; int unused = 0;
__global__ void k(float *p) {
  BUFFER(4)
  buffer[threadIdx.x] = unused;
  __syncthreads();
  *p = buffer[0];
}
// CHECK: shared-variable-inside-macro.cu:6:{{[0-9]+}}: error: a macro makes this in a way that cannot be translated{{.*}}[LOR1002]
