// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and spellings that nvcc itself has dropped.
// RUN: %lorcha translate %s --no-line-directives -o - 2>&1 | grep -v '^// ' | FileCheck %s
__global__ void k(int *p) { *p = __shfl_down(*p, 1) + __any(*p); }
int main() {
  k<<<1, 32>>>(nullptr);
  cudaThreadSynchronize();
  cudaThreadExit();
}
// CHECK: lorchaDeviceSynchronize();
// CHECK-NEXT: lorchaDeviceReset();
