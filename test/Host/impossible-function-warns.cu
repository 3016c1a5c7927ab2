// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function that cannot work here is translated, with a warning of its own.
// RUN: %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#include <cuda_runtime.h>
int main() { return cudaGraphicsUnregisterResource(nullptr); }
// CHECK: impossible-function-warns.cu:5:21: warning: 'cudaGraphicsUnregisterResource' cannot work without NVIDIA's hardware; calls return an error{{.*}}[LOR3002]
