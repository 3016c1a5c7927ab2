// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A plain kernel: index variables, a loop, an early return.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ float square(float v) { return v * v; }
__global__ void scale(float *data, float factor, bool twice, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  for (int k = 0; k < (twice ? 2 : 1); ++k)
    data[i] *= square(factor);
}
// CHECK: // kernel 'scale' is scale: needs 0; library -; shared 0; fragments 0, 1
// CHECK-NEXT: static float square(float v) {
// CHECK-NEXT:   return v * v;
// CHECK-NEXT: }
// CHECK-NEXT: kernel void scale(LORCHA_POINTER_PARAMETER(float, data), float factor, uchar twice_value, int n, LORCHA_PARAMETERS_GRID) {
// CHECK-NEXT:   LORCHA_CONTEXT;
// CHECK-NEXT:   LORCHA_FILL_GRID;
// CHECK-NEXT:   LORCHA_ONE_ROW;
// CHECK-NEXT:   global float *data = LORCHA_POINTER_VALUE(float, data);
// CHECK-NEXT:   bool twice = twice_value;
// CHECK-NEXT:   int i = (int)(LORCHA_WIDE_BLOCK_IDX_X * LORCHA_WIDE_BLOCK_DIM_X + LORCHA_WIDE_THREAD_IDX_X);
// CHECK-NEXT:   if (i >= n) {
// CHECK-NEXT:     return;
// CHECK-NEXT:   }
// CHECK-NEXT:   for (int k = 0; k < (twice ? 2 : 1); ++k) {
// CHECK-NEXT:     data[i] *= square(factor);
// CHECK-NEXT:   }
// CHECK-NEXT: }
