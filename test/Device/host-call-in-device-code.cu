// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// As under nvcc, device code cannot call host functions of the user.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
int host(int x) { return x; }
__global__ void k(int *p) { *p = host(1); }
// CHECK: host-call-in-device-code.cu:5:{{[0-9]+}}: error: no matching function for call to 'host'
// CHECK: note: candidate function not viable: call to __host__ function from __global__ function
