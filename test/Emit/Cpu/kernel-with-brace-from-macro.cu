// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel whose braces come from elsewhere.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#define BEGIN {
__global__ void k(int *p) BEGIN *p = 1; }
// CHECK: kernel-with-brace-from-macro.cu:5:{{[0-9]+}}: error: kernel 'k' is made by a macro{{.*}}[LOR1008]
