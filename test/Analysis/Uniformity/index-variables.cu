// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads differ in threadIdx only; parts of a warp's position are equal within the warp.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__global__ void k(int *out, int n) {
  int thread = threadIdx.x;
  int first = blockIdx.x * blockDim.x;
  int i = first + thread;
  int warp = thread / 32, lane = thread % 32;
  int half = n / 2;
  if (thread < 64)
    half = half + 1;
  if (n > 3)
    first += gridDim.x;
  if (i < n)
    out[i] = warp + lane + half;
}
// CHECK: kernel 'k' index-variables.cu:4
// CHECK-NEXT: variable 'out' {{.*}}: block-uniform
// CHECK-NEXT: variable 'n' {{.*}}: block-uniform
// CHECK-NEXT: variable 'thread' {{.*}}: divergent
// CHECK-NEXT: variable 'first' {{.*}}: block-uniform
// CHECK-NEXT: variable 'i' {{.*}}: divergent
// CHECK-NEXT: variable 'warp' {{.*}}: warp-uniform
// CHECK-NEXT: variable 'lane' {{.*}}: divergent
// CHECK-NEXT: variable 'half' {{.*}}: warp-uniform
// CHECK-NEXT: if 'thread < 64' {{.*}}: warp-uniform
// CHECK-NEXT: if 'n > 3' {{.*}}: block-uniform
// CHECK-NEXT: if 'i < n' {{.*}}: divergent
