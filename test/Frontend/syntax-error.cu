// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Broken CUDA gives Clang's errors at the user's lines, and writes nothing.
// RUN: rm -f %t.cpp
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
// RUN: not test -e %t.cpp
__global__ void k(int *p) { *p = ; }
// CHECK: syntax-error.cu:6:34: error: expected expression
