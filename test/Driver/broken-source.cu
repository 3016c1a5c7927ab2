// Broken CUDA gives the compiler's errors at the user's lines, status 1, and no output.
// RUN: rm -f %t.cpp
// RUN: %python %S/Inputs/expect-status.py 1 %lorcha translate %s -o %t.cpp
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
// RUN: not ls %t.cpp
// RUN: not %lorchacc -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not ls %t.o
#include <cuda_runtime.h>
__global__ void kernel(int *out) {
  *out = undeclared;
  // CHECK: broken-source.cu:[[@LINE-1]]:10: error: use of undeclared identifier 'undeclared'
}
int main() { kernel<<<1, 1>>>(nullptr) }
// CHECK: broken-source.cu:[[@LINE-1]]:39: error: expected ';'
