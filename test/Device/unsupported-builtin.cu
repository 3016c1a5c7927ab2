// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A builtin without an implementation.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
__global__ void k(int *p) { *p = __isShared(p); }
// CHECK: unsupported-builtin.cu:4:{{[0-9]+}}: error: '__isShared' is not supported on any backend yet [LOR1004]
