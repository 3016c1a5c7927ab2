// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What only looks like CUDA stays.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cuda_runtime.h>
/* cudaMalloc in a comment */ // and <<<1, 1>>>
const char *text = "cudaMalloc<<<1, 2>>>";
struct Mine { int threadIdx, cudaMalloc; };
int cudaStatus(Mine m) { return m.threadIdx + m.cudaMalloc; }
// CHECK: /* cudaMalloc in a comment */ // and <<<1, 1>>>
// CHECK: const char *text = "cudaMalloc<<<1, 2>>>";
// CHECK: struct Mine { int threadIdx, cudaMalloc; };
// CHECK: int cudaStatus(Mine m) { return m.threadIdx + m.cudaMalloc; }
