// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dynamic parallelism is refused by name.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
__global__ void child() {}
__global__ void parent() { child<<<1, 1>>>(); }
// CHECK: launch-in-device-code.cu:5:{{[0-9]+}}: error: a kernel launch in device code is not supported yet [LOR1005]
