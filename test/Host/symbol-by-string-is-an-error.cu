// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The oldest CUDA named device variables by strings.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#include <cuda_runtime.h>
__constant__ float table[4];
int main() {
  float host[4] = {};
  return cudaMemcpyToSymbol("table", host, sizeof(host));
}
// CHECK: symbol-by-string-is-an-error.cu:8:{{[0-9]+}}: error: {{.*}}pass the variable itself [LOR1007]
