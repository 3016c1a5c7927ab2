// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __constant__ variables that only device code reads are constants of the program; the others have a place in the block of variables.
// RUN: %inspect --print=opencl %s | FileCheck %s
__constant__ float weights[3] = {1, 2, 4};
__constant__ int shift = 5;
__constant__ float written[2] = {1, 2};

void change(const float *from) { cudaMemcpyToSymbol(written, from, sizeof(written)); }

// CHECK: constant float weights[3] = {1.0f, 2.0f, 4.0f};
// CHECK: Variables + 0ul
// CHECK: kernel void weigh
// CHECK: out[i] = weights[i] * deviceVariable_written[i & 1] + 5;
__global__ void weigh(float *out) {
  int i = threadIdx.x;
  out[i] = weights[i] * written[i & 1] + shift;
}
