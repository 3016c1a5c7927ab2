// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A name that exists only after pasting cannot be rewritten.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#include <cuda_runtime.h>
#define API(name) cuda##name
int main() { return API(DeviceSynchronize)(); }
// CHECK: pasted-name-is-an-error.cu:6:{{[0-9]+}}: error: 'cudaDeviceSynchronize' is made by pasting tokens{{.*}}[LOR1001]
