// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A builtin without an implementation.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
texture<float, 1> reference;
__global__ void k(float *p) { *p = tex1Dfetch(reference, 0); }
// CHECK: unsupported-builtin.cu:5:{{[0-9]+}}: error: 'tex1Dfetch' is not supported on any backend yet [LOR1004]
