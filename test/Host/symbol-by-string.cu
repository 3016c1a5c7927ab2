// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The oldest CUDA named device variables by strings. A local variable may have the same name.
// RUN: %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=WARN
// RUN: FileCheck %s < %t.cpp
// RUN: not %lorcha translate -DUNKNOWN %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=ERROR
#include <cuda_runtime.h>
__constant__ float table[4];
#define NAME "table"
int main() {
  float host[4] = {};
  float *table = host;
  // CHECK: lorchaMemcpyToSymbol(::table, table, sizeof(host));
  // WARN: symbol-by-string.cu:[[#@LINE+1]]:22: warning: {{.*}}taken for 'table' [LOR2003]
  cudaMemcpyToSymbol("table", table, sizeof(host));
  // CHECK: lorchaMemcpyFromSymbol(host, ::table, sizeof(host));
  cudaMemcpyFromSymbol(host, "table", sizeof(host));
#ifdef UNKNOWN
  // ERROR: symbol-by-string.cu:[[#@LINE+1]]:22: error: {{.*}}pass the variable itself [LOR1007]
  cudaMemcpyToSymbol("nothing", host, sizeof(host));
  // ERROR: symbol-by-string.cu:{{.*}}: error: {{.*}}pass the variable itself [LOR1007]
  cudaMemcpyToSymbol(NAME, host, sizeof(host));
#endif
  return 0;
}
