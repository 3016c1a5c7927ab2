// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A name of the API's that exists only after pasting becomes a macro for the new name.
// RUN: %lorcha translate %s -o - | sed 's,//.*,,' | FileCheck %s
#include <cuda_runtime.h>
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
#define PREFIX cuda
#define gpuFree PASTE(PREFIX, Free)
// CHECK-DAG: #define cudaDeviceSynchronize lorchaDeviceSynchronize
// CHECK-DAG: #define cudaError_t lorchaError_t
// CHECK-DAG: #define cudaFree lorchaFree
// CHECK: #line {{[0-9]+}} "{{.*}}pasted-api-name.cu"
#define CHECKED(call) if ((call) != 0) return 1
int main() {
  // CHECK: PASTE(PREFIX, Error_t) error = PASTE(cuda, DeviceSynchronize)();
  PASTE(PREFIX, Error_t) error = PASTE(cuda, DeviceSynchronize)();
  // CHECK: CHECKED(gpuFree(nullptr));
  CHECKED(gpuFree(nullptr));
  return error;
}
