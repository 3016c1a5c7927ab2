// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names in macro bodies, used or not, and in macro arguments.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cuda_runtime.h>
#define CHECK_CALL(x) ((x) == cudaSuccess)
#define NEVER_USED cudaDeviceSynchronize()
#define HD __host__ __device__
HD int twice(int x) { return 2 * x; }
bool run(void *p) { return CHECK_CALL(cudaFree(p)); }
// CHECK: #define CHECK_CALL(x) ((x) == lorchaSuccess)
// CHECK: #define NEVER_USED lorchaDeviceSynchronize()
// CHECK: #define HD{{ *$}}
// CHECK: HD int twice(int x) { return 2 * x; }
// CHECK: CHECK_CALL(lorchaFree(p))
