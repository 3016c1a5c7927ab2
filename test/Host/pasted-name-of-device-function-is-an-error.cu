// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function's name that exists only after pasting cannot be rewritten.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#include <cuda_runtime.h>
#define FAST(name) __##name
__global__ void k(float *p) { *p = FAST(expf)(*p); }
// CHECK: pasted-name-of-device-function-is-an-error.cu:6:{{[0-9]+}}: error: '__expf' is made by pasting tokens{{.*}}[LOR1001]
