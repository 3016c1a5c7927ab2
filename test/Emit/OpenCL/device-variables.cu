// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables are places in one block of memory; constants of the host are constants of the program.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ int counter = 3;
__constant__ float weights[4];
__managed__ double shared_with_host;
constexpr int sizes[] = {3, 5};
static const float half_of = 0.5f;
__global__ void run(float *out) {
  ++counter;
  out[0] = weights[1] * sizes[counter] * half_of;
}
// CHECK: // variable counter at 0, 4 bytes
// CHECK-NEXT: // variable weights at 16, 16 bytes
// CHECK-NEXT: // variable shared_with_host at 32, 8 bytes, managed
// CHECK: #define deviceVariable_counter (*(global int *)(lorchaContext->Variables + 0ul))
// CHECK: #define deviceVariable_weights (*(global float (*)[4])(lorchaContext->Variables + 16ul))
// CHECK: constant int sizes[2] = {3, 5};
// CHECK: ++deviceVariable_counter;
// CHECK: out[0] = deviceVariable_weights[1] * sizes[deviceVariable_counter] * 0.5f;
