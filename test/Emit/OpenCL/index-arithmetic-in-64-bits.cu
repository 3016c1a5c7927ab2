// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums and products of index variables are printed in 64 bits where they are cut to 32 bits or index an array, and nowhere
// else; variables, which may wrap around, are not widened in a subscript.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
// CHECK: int i = (int)(LORCHA_WIDE_BLOCK_IDX_X * LORCHA_WIDE_BLOCK_DIM_X + LORCHA_WIDE_THREAD_IDX_X);
// CHECK: uint u = LORCHA_WIDE_BLOCK_IDX_X * n + LORCHA_WIDE_THREAD_IDX_X;
// CHECK: ulong l = LORCHA_BLOCK_IDX_X * LORCHA_BLOCK_DIM_X;
// CHECK: out[LORCHA_WIDE_THREAD_IDX_X + 1] = i / 2 + (LORCHA_THREAD_IDX_X - 1) / 2;
// CHECK: out[LORCHA_THREAD_IDX_X + off] = LORCHA_THREAD_IDX_X < n ? (int)u : (int)l;
__global__ void run(int *out, int n, unsigned off) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned u = blockIdx.x * n + threadIdx.x;
  unsigned long l = blockIdx.x * blockDim.x;
  out[threadIdx.x + 1] = i / 2 + (threadIdx.x - 1) / 2;
  out[threadIdx.x + off] = threadIdx.x < n ? (int)u : (int)l;
}
