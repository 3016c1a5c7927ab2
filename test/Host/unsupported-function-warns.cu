// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function without an implementation is translated, with a warning; calls return an error.
// RUN: %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
// RUN: %lorcha translate %s -o %t.cpp -Wno-lorcha=3001 2>&1 | FileCheck %s --allow-empty --check-prefix=SILENT
#include <cuda_runtime.h>
int main() { return cudaExecutionCtxDestroy(nullptr); }
// CHECK: unsupported-function-warns.cu:6:21: warning: 'cudaExecutionCtxDestroy' is not supported yet; calls return an error{{.*}}[LOR3001]
// SILENT-NOT: LOR3001
