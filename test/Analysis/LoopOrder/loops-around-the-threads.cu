// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A long uniform loop goes around the loop over threads where neighbours access neighbouring memory; short loops, loops
// over a thread's own row and loops with a count per thread stay inside.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void columns(const float *a, const float *b, float *c, int n) {
  int row = blockIdx.y, col = blockIdx.x * blockDim.x + threadIdx.x;
  if (col < n) {
    float sum = 0;
    for (int k = 0; k < n; ++k)
      sum += a[row * n + k] * b[k * n + col];
    c[row * n + col] = sum;
  }
}
__global__ void rows(const float *a, const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0;
  for (int j = 0; j < n; ++j)
    sum += a[i * n + j] * x[j];
  y[i] = sum;
}
__global__ void shortLoop(const float *a, float *y) {
  int i = threadIdx.x;
  float sum = 0;
  for (int j = 0; j < 8; ++j)
    sum += a[i + j];
  y[i] = sum;
}
__global__ void ownCount(const float *a, float *y) {
  int i = threadIdx.x;
  float sum = 0;
  for (int j = 0; j < i; ++j)
    sum += a[j];
  y[i] = sum;
}
// CHECK: kernel 'columns' {{.*}}: regions
// CHECK: if {{.*}}:7, decided by each thread
// CHECK-NEXT: threads {{.*}}:8, keeps sum
// CHECK-NEXT: loop {{.*}}:9, decided by the block
// CHECK-NEXT:   threads {{.*}}:10, repeats col, restores sum, keeps sum
// CHECK: kernel 'rows' {{.*}}: thread loop
// CHECK: kernel 'shortLoop' {{.*}}: thread loop
// CHECK: kernel 'ownCount' {{.*}}: thread loop
